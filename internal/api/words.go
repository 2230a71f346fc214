package api

import "github.com/danielgtaylor/huma/v2/validation"

// speakChinese sets the messages that huma's validation makes. Those of formats
// and keywords that this interface does not use are left: inChinese catches them.
func speakChinese() {
	validation.MsgUnexpectedProperty = "没有这个字段。"
	validation.MsgExpectedBoolean = "应为 true 或 false。"
	validation.MsgExpectedNumber = "应为数字。"
	validation.MsgExpectedInteger = "应为整数。"
	validation.MsgExpectedString = "应为字符串。"
	validation.MsgExpectedArray = "应为数组。"
	validation.MsgExpectedObject = "应为对象。"
	validation.MsgExpectedArrayItemsUnique = "各项不得重复。"
	validation.MsgExpectedOneOf = "应为下列之一：%s。"
	validation.MsgExpectedMinimumNumber = "应不小于%v。"
	validation.MsgExpectedMaximumNumber = "应不大于%v。"
	validation.MsgExpectedMinLength = "长度应不少于%d个字符。"
	validation.MsgExpectedMaxLength = "长度应不超过%d个字符。"
	validation.MsgExpectedBePattern = "应为%s。"
	validation.MsgExpectedMatchPattern = "格式应符合%s。"
	validation.MsgExpectedMinItems = "应不少于%d项。"
	validation.MsgExpectedMaxItems = "应不超过%d项。"
	validation.MsgExpectedMaxProperties = "应不超过%d项。"
	validation.MsgExpectedRequiredProperty = "缺少字段“%s”。"
	// Only civil dates are a choice of schemas.
	validation.MsgExpectedMatchAtLeastOneSchema = "应为真实存在的日期，写作“2026-12-01”，或者留空。"
}
