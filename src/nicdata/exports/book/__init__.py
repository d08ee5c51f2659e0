"""The parts of the workbook for Excel and LibreOffice."""
