"""Tables -> one workbook for Excel and LibreOffice."""
