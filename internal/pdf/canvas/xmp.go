package canvas

import (
	"bytes"
	"encoding/xml"
	"strings"
)

const (
	producer = "Mingfa 明发"
	// Namespace is the XMP namespace of the properties below.
	Namespace = "urn:mingfa:document:1.0"
	prefix    = "mingfa"
)

// Property is one text property in the namespace of the program.
type Property struct {
	Name, Value string
	// Description says, for the PDF/A extension schema, what it means.
	Description string
}

func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a Buffer does not fail
	return b.String()
}

// packet returns the XMP packet of a new file.
func packet(info Info) []byte {
	stamp := info.Created.Format("2006-01-02T15:04:05-07:00")
	alt := func(s string) string {
		return `<rdf:Alt><rdf:li xml:lang="x-default">` + escape(s) + `</rdf:li></rdf:Alt>`
	}
	return []byte(`<?xpacket begin="` + "\uFEFF" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:format>application/pdf</dc:format><dc:title>` + alt(info.Title) +
		`</dc:title><dc:creator><rdf:Seq><rdf:li>` + escape(info.Author) + `</rdf:li></rdf:Seq></dc:creator><dc:description>` + alt(info.Subject) + `</dc:description></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><xmp:CreateDate>` + stamp +
		`</xmp:CreateDate><xmp:ModifyDate>` + stamp + `</xmp:ModifyDate><pdf:Producer>` + escape(producer) + `</pdf:Producer></rdf:Description>
` + description(info.Properties) + extensionSchema(info.Properties) + `</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`)
}

// description returns the rdf:Description element of properties.
func description(properties []Property) string {
	var b strings.Builder
	b.WriteString(`<rdf:Description rdf:about="" xmlns:` + prefix + `="` + Namespace + `">`)
	for _, p := range properties {
		b.WriteString("<" + prefix + ":" + p.Name + ">" + escape(p.Value) + "</" + prefix + ":" + p.Name + ">")
	}
	b.WriteString("</rdf:Description>\n")
	return b.String()
}

// extensionSchema declares the properties, as PDF/A demands of any that it
// does not know.
func extensionSchema(properties []Property) string {
	var b strings.Builder
	b.WriteString(`<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"` +
		` xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">` +
		`<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Official document</pdfaSchema:schema>` +
		`<pdfaSchema:namespaceURI>` + Namespace + `</pdfaSchema:namespaceURI><pdfaSchema:prefix>` + prefix + `</pdfaSchema:prefix>` +
		`<pdfaSchema:property><rdf:Seq>`)
	for _, p := range properties {
		b.WriteString(`<rdf:li rdf:parseType="Resource"><pdfaProperty:name>` + p.Name + `</pdfaProperty:name>` +
			`<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>` +
			`<pdfaProperty:description>` + escape(p.Description) + `</pdfaProperty:description></rdf:li>`)
	}
	b.WriteString(`</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>` + "\n")
	return b.String()
}

// Packet returns a packet with nothing but properties, for a file without one.
func Packet(properties []Property) []byte {
	return []byte(`<?xpacket begin="` + "\uFEFF" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
` + description(properties) + `</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`)
}

// WithProperties returns packet with the properties of the program's namespace
// set to new values, replacing those that are there. It reports false if the
// packet is not one that it can edit.
func WithProperties(packet []byte, properties []Property) ([]byte, bool) {
	const end = "</rdf:RDF>"
	text := string(packet)
	if strings.Count(text, end) != 1 {
		return nil, false
	}
	fresh := properties[:0:0]
	for _, p := range properties {
		open, closing := "<"+prefix+":"+p.Name+">", "</"+prefix+":"+p.Name+">"
		i, j := strings.Index(text, open), strings.Index(text, closing)
		if i < 0 || j < i {
			fresh = append(fresh, p)
			continue
		}
		text = text[:i] + open + escape(p.Value) + text[j:]
	}
	if len(fresh) > 0 {
		text = strings.Replace(text, end, description(fresh)+end, 1)
	}
	return []byte(text), true
}
