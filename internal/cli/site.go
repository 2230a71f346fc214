package cli

// siteFlags are what the public portal says of its office.
type siteFlags struct {
	PortalTexts string `help:"指南、制度、年报三个栏目和主动公开目录的文字（guide.md、rules.md、reports.md、catalogue.md）所在的文件夹；没有的用内置文字。" env:"MINGFA_PORTAL_TEXTS" type:"path"`
	SiteID      string `name:"site-id" help:"网站标识码。" env:"MINGFA_SITE_ID"`
	Contact     string `help:"公开栏目页脚和指南中的联系方式。" env:"MINGFA_CONTACT"`
	ICP         string `name:"icp" help:"ICP备案号。" env:"MINGFA_ICP"`
	Police      string `help:"公安备案号。" env:"MINGFA_POLICE"`
}
