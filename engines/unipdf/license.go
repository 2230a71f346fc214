package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/unidoc/unipdf/v3/common/license"
)

// Variables of the environment that name the offline key; the library's own.
const (
	keyFile  = "UNIPDF_LICENSE_PATH"
	customer = "UNIPDF_CUSTOMER_NAME"
)

// licensed loads the offline key that the environment names. The error is a sentence
// for the operator.
func licensed(getenv func(string) string) error {
	path, name := getenv(keyFile), getenv(customer)
	if path == "" || name == "" {
		return errors.New("没有 UniPDF 离线许可：请用 " + keyFile + " 指定许可文件，用 " + customer + " 填写许可证上的客户名称；不使用 UniPDF 的，去掉 MINGFA_PDF_ENGINE")
	}
	key, err := os.ReadFile(path) //nolint:gosec // the operator names it
	if err != nil {
		return fmt.Errorf("UniPDF 许可文件不能读取：%w", err)
	}
	if err := license.SetLicenseKey(string(key), name); err != nil {
		return fmt.Errorf("UniPDF 许可无效，或者与客户名称不符：%w", err)
	}
	if k := license.GetLicenseKey(); k == nil || !k.IsLicensed() {
		return errors.New("UniPDF 许可无效")
	}
	return nil
}
