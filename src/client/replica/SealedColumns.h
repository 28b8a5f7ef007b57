// Which columns of a replica hold personal data and are sealed (FieldCipher), and the SQL functions that seal and open
// them where the statements run, so that searching and sorting by name stay SQL:
//
//   roost_seal(value, table, row id, column)   the sealed value; NULL and empty text stay what they are
//   roost_open(value, table, row id, column)   the text; NULL when it can't be opened
//   roost_show(value, table, row id, column)   as roost_open, with a word for the host when it can't be opened
//   roost_key()                                the key's fingerprint
//   roost_contains(text, part)                 1 when part occurs in it, in whatever case of any script
//
// Sealed are sync::isPersonalColumn() of the synced tables, and of the host's own outbox (args, base, outcome by
// mutation_id), problem (base, mine, theirs, args by id) and shadow (row_json by 'table/row id').
#pragma once

#include "FieldKey.h"

#include "storage/Database.h"

namespace roost::replica {

// Gives the connection the functions; before anything that uses them is prepared. With a null key nothing opens, and
// sealing is an error.
Result<void> useKey(Database &database, const FieldKey &key);

// SQL for a column of a synced table: its value opened when it is sealed, else its name.
QString openedColumn(const QString &table, const QString &column);
// SQL for what is to be stored in a column of a synced table, from a row source that has it open under the same name:
// INSERT INTO contact (id, name) SELECT <sealed id>, <sealed name> FROM (SELECT ? AS id, ? AS name).
QString sealedColumn(const QString &table, const QString &column);

} // namespace roost::replica
