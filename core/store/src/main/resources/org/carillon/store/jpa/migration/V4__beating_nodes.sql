-- Which nodes live, as far as the database can tell: a node that the others do not see any more may be dead, or only cut off
-- from them.

create table beating_node (
    node varchar(64)                 not null primary key,
    seen timestamp(6) with time zone not null
);
