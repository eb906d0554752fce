"""Open data of one public edition: CSV, XLSX, Parquet, their descriptor, their catalogue entry, and the Atom feed."""
