"""Tables -> other forms: workbook, CSV for spreadsheets, SQLite, JSON, Parquet."""
