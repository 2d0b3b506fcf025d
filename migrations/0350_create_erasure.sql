-- why: a user can have what is held on him erased, and his id is known again if it ever comes back (PLT-6, BEN-4; docs/adr/0011)
-- breaking: no
-- locks: person, ledger, points_entry, user_transfer and work_progress shortly; a column that is null and triggers rewrite nothing

-- Since when a person has no id any more; null again as soon as one of his ids comes back.
alter table person add column erased_at timestamptz;
-- What was recorded under this number until then is shown to nobody: it was erased.
alter table person add column hidden_until timestamptz;
create function hidden_until(number bigint) returns timestamptz language sql stable parallel safe as $$
  select coalesce((select p.hidden_until from person p where p.user_no = number), '-infinity')
$$;

-- Which number an erased id had, under a keyed hash of it. Rows stay when it comes back.
create table erased_id (
  mark bytea not null primary key,
  user_no bigint not null
);
create index erased_id_user on erased_id (user_no);

-- The key is made with the first erasure; without it there is no mark, and nothing finds one.
create function erased_mark(user_id text) returns bytea language sql stable parallel safe as $$
  select sha256(k.key || sha256(k.key || convert_to(user_id, 'UTF8')))
  from (select decode((select value #>> '{}' from setting where setting.key = 'erasureKey'), 'hex') as key) as k
$$;

create table erasure (
  erasure_id uuid primary key,
  user_no bigint not null,
  state text not null check (state in ('requested', 'erased', 'finished')),
  requested_at timestamptz not null,
  requested_by text not null check (requested_by in ('user', 'platform')),
  erased_at timestamptz,
  -- by the store's own clock: what was said about him later is of his new life
  swept_until timestamptz,
  finished_at timestamptz,
  -- by which what was said about him is found; null once that is gone
  user_ids text[],
  topics text[],
  check ((state = 'requested') = (erased_at is null)),
  check ((state = 'finished') = (finished_at is not null)),
  check ((state = 'erased') = (user_ids is not null))
);
create index erasure_user on erasure (user_no, requested_at desc);
create unique index erasure_one_requested on erasure (user_no) where state = 'requested';

alter table work_progress drop constraint work_progress_kind_check;
alter table work_progress add constraint work_progress_kind_check check (kind in ('carry', 'relevel', 'issue', 'erase', 'sweep'));

-- An entry of a book stands for ever; only the free words beside it (the trigger's arguments) may go.
create function keep_all_but_words() returns trigger language plpgsql as $$
declare
  was jsonb := to_jsonb(old);
  becomes jsonb := to_jsonb(new);
begin
  if was = becomes or was - tg_argv <> becomes - tg_argv
    or exists (select from unnest(tg_argv) as word where becomes->>word is not null and becomes->>word is distinct from was->>word) then
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
drop trigger ledger_append_only on ledger;
create trigger ledger_append_only before delete or truncate on ledger for each statement execute function refuse_change();
create trigger ledger_words before update on ledger for each row execute function keep_all_but_words('reason');
drop trigger points_entry_append_only on points_entry;
create trigger points_entry_append_only before delete or truncate on points_entry for each statement execute function refuse_change();
create trigger points_entry_words before update on points_entry for each row execute function keep_all_but_words('reason');
drop trigger user_transfer_append_only on user_transfer;
create trigger user_transfer_append_only before delete or truncate on user_transfer for each statement execute function refuse_change();
create trigger user_transfer_words before update on user_transfer for each row execute function keep_all_but_words('note', 'actor');
