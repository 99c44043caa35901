-- Cells of rows wait here as they were read and are never looked into: kept as they are written, they need not be taken apart and put together.
alter table file_import_row alter column cells type json using cells::json;
