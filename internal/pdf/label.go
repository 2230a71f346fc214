package pdf

var classLabels = map[Class]string{
	ClassMark: "效力标注", ClassSignature: "签名", ClassMetadata: "文件属性", ClassAnnotation: "批注",
	ClassValidation: "证书校验数据", ClassViolation: "对已盖章内容的改动",
}

// Label returns what people call a change of that class, in Chinese; "" for a class
// that there is not.
func (c Class) Label() string { return classLabels[c] }
