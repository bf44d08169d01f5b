import GRDB

/// The tables, as a list of migrations to which later versions only append.
///
/// `entry` is the ledger; the other tables say what follows from it, so that a decision needn't read it all. Triggers and
/// constraints refuse what no decision does, as a second lock.
enum SQLiteSchema {
    /// Says in the file's header that this is a privacy ledger: "dpld".
    static let applicationID = 0x6470_6C64

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: entries, accounts, keys") { database in
            try database.execute(sql: firstVersion)
        }
        return migrator
    }

    private static let firstVersion = """
        PRAGMA application_id = \(applicationID);

        CREATE TABLE entry (
            sequence INTEGER PRIMARY KEY,
            text     TEXT NOT NULL,
            digest   BLOB NOT NULL CHECK (length(digest) = 32)
        ) STRICT;
        CREATE TABLE ledger (
            only       INTEGER PRIMARY KEY CHECK (only = 1),
            identifier BLOB NOT NULL,
            public_key BLOB NOT NULL,
            witness    TEXT NOT NULL,
            epoch      INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE account (
            name      TEXT PRIMARY KEY,
            adjacency TEXT NOT NULL,
            is_closed INTEGER NOT NULL CHECK (is_closed IN (0, 1))
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE balance (
            account  TEXT NOT NULL REFERENCES account (name),
            position INTEGER NOT NULL,
            measure  TEXT NOT NULL,
            "limit"  INTEGER NOT NULL,
            spent    INTEGER NOT NULL CHECK (spent BETWEEN 0 AND "limit"),
            PRIMARY KEY (account, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE charge (
            sequence INTEGER PRIMARY KEY REFERENCES entry (sequence),
            account  TEXT NOT NULL REFERENCES account (name),
            key      TEXT NOT NULL,
            answer   INTEGER REFERENCES entry (sequence),
            UNIQUE (account, key)
        ) STRICT;

        CREATE TRIGGER entry_follows BEFORE INSERT ON entry
            WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM entry)
            BEGIN SELECT raise(ABORT, 'entries follow each other'); END;
        CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
            BEGIN SELECT raise(ABORT, 'entries are never changed'); END;
        CREATE TRIGGER entry_remains BEFORE DELETE ON entry
            BEGIN SELECT raise(ABORT, 'entries are never deleted'); END;
        CREATE TRIGGER ledger_stays BEFORE UPDATE ON ledger
            WHEN NEW.identifier <> OLD.identifier OR NEW.public_key <> OLD.public_key
                OR NEW.witness <> OLD.witness OR NEW.epoch < OLD.epoch
            BEGIN SELECT raise(ABORT, 'a ledger stays itself'); END;
        CREATE TRIGGER ledger_remains BEFORE DELETE ON ledger
            BEGIN SELECT raise(ABORT, 'a ledger stays itself'); END;
        CREATE TRIGGER account_stays BEFORE UPDATE ON account
            WHEN NEW.name <> OLD.name OR NEW.adjacency <> OLD.adjacency OR NEW.is_closed < OLD.is_closed
            BEGIN SELECT raise(ABORT, 'an account only closes'); END;
        CREATE TRIGGER account_remains BEFORE DELETE ON account
            BEGIN SELECT raise(ABORT, 'an account only closes'); END;
        CREATE TRIGGER balance_grows BEFORE UPDATE ON balance
            WHEN NEW.spent < OLD.spent OR NEW."limit" <> OLD."limit" OR NEW.measure <> OLD.measure
                OR NEW.account <> OLD.account OR NEW.position <> OLD.position
            BEGIN SELECT raise(ABORT, 'what is spent only grows'); END;
        CREATE TRIGGER balance_remains BEFORE DELETE ON balance
            BEGIN SELECT raise(ABORT, 'what is spent only grows'); END;
        CREATE TRIGGER charge_answered_once BEFORE UPDATE ON charge
            WHEN OLD.answer IS NOT NULL OR NEW.sequence <> OLD.sequence OR NEW.account <> OLD.account
                OR NEW.key <> OLD.key
            BEGIN SELECT raise(ABORT, 'a charge is answered once'); END;
        CREATE TRIGGER charge_remains BEFORE DELETE ON charge
            BEGIN SELECT raise(ABORT, 'a charge is answered once'); END;
        """
}
