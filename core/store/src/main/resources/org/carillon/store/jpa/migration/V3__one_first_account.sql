-- Nodes that start at once on an empty database must not each make a first account: there is one place for it, and who
-- takes it makes the account in the same transaction.

create table first_account (
    place       integer     not null primary key,
    account_sid varchar(34) not null
);
