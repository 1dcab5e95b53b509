-- PostgreSQL takes no index entry of more than a third of a page, and a SIP address has no bound: one long address was
-- refused, and with it its whole record. The indexes hold the first 128 characters; a filter names both columns. (The
-- columns have twice the room because H2 counts a character beyond the basic plane as two.)

drop index call_record_to;
drop index call_record_from;

alter table call_record add column to_key varchar(256);
alter table call_record add column from_key varchar(256);
update call_record set
    to_key = substring(to_address from 1 for 128),
    from_key = substring(from_address from 1 for 128);
alter table call_record alter column to_key set not null;
alter table call_record alter column from_key set not null;

create index call_record_to on call_record (account_sid, to_key, created_at desc, sid desc);
create index call_record_from on call_record (account_sid, from_key, created_at desc, sid desc);
