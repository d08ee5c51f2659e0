"""Write the tables in other formats: a workbook, CSV for spreadsheets, SQLite, JSON, Parquet."""
