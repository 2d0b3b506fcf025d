import { afterAll, beforeAll, expect, test } from 'vitest'
import { isRejection } from '../../contract/rejections.ts'
import type { Db } from '../../ports/db.ts'
import { migrationsFolder, readMigrations } from '../../infra/migrate.ts'
import { readForeignPlaces } from '../../infra/store-file/move-outbox.ts'
import { readTableNotes } from '../../infra/store-file/tables.ts'
import { openFreshStore } from '../../infra/store-access.ts'
import { createDatabase, describePostgres, describeAnyStore, silentLog } from '../../../test/support/store.ts'
import { openPostgres } from '../../infra/pg.ts'
import { openEngine, fillClubs } from '../../../test/race/engine.ts'
import { handClock } from '../../../test/race/nodes.ts'
import { createWorkload, everythingMix } from '../../../test/race/workload.ts'
import { readCatalog, type CatalogObject } from './catalog.ts'
import { replay } from '../replay.ts'
import { examine, type DoctorParts } from './doctor.ts'
import type { Finding } from './finding.ts'
import type { KnownMigration } from './schema.ts'
import { workBounds } from './work.ts'
import { findingWords, type FindingCode } from './words.ts'

interface Defect {
  readonly code: FindingCode
  readonly does: string
  readonly plant: string
  readonly heal: string
  /** what the finding tells */
  readonly tells: RegExp
}

const asReplica = (text: string): string => `begin; set local session_replication_role = replica; ${text}; commit`
const entry = `(select user_no, club_no, seq from ledger where seq > 1 order by user_no, club_no, seq limit 1)`
const member = `(select user_no, club_no, mode from membership where intimacy > 20 order by user_no, club_no limit 1)`

const schemaDefects: readonly Defect[] = [
  {
    code: 'schema_missing',
    does: 'an index was dropped',
    plant: 'drop index membership_joined',
    heal: 'create index membership_joined on membership (club_no, mode, joined_at desc, user_no)',
    tells: /^index membership\.membership_joined: CREATE INDEX membership_joined ON membership USING btree/,
  },
  {
    code: 'schema_missing',
    does: 'a constraint was dropped',
    plant: 'alter table ledger drop constraint ledger_balance_check',
    heal: 'alter table ledger add constraint ledger_balance_check check (balance >= 0)',
    tells: /^constraint ledger\.ledger_balance_check: CHECK/,
  },
  {
    code: 'schema_missing',
    does: 'a trigger was dropped',
    plant: 'drop trigger membership_log_append_only on membership_log',
    heal: `create trigger membership_log_append_only before update or delete or truncate on membership_log
      for each statement execute function refuse_change()`,
    tells: /^trigger membership_log\.membership_log_append_only: CREATE TRIGGER/,
  },
  {
    code: 'schema_missing',
    does: 'a column was dropped',
    plant: 'alter table purchase_order drop column delivered_at',
    heal: 'alter table purchase_order add column delivered_at timestamptz',
    tells: /^column purchase_order\.delivered_at: timestamp with time zone$/,
  },
  {
    code: 'schema_changed',
    does: 'a trigger was switched off',
    plant: 'alter table ledger disable trigger ledger_append_only',
    heal: 'alter table ledger enable trigger ledger_append_only',
    tells: /^trigger ledger\.ledger_append_only: .* \(off\) → /,
  },
  {
    code: 'schema_changed',
    does: 'a column lost its default',
    plant: 'alter table fan alter column lit_orders drop default',
    heal: 'alter table fan alter column lit_orders set default 0',
    tells: /^column fan\.lit_orders: integer not null → integer not null default 0$/,
  },
  {
    code: 'schema_changed',
    does: 'a column takes nothing where it must not',
    plant: 'alter table ledger alter column kind drop not null',
    heal: 'alter table ledger alter column kind set not null',
    tells: /^column ledger\.kind: text → text not null$/,
  },
  {
    code: 'schema_changed',
    does: 'a table is not logged',
    plant: 'alter table task_once set unlogged',
    heal: 'alter table task_once set logged',
    tells: /^table task_once: unlogged → logged$/,
  },
  {
    code: 'schema_changed',
    does: 'a function does something else',
    plant: `create or replace function refuse_change() returns trigger language plpgsql as $$ begin return null; end $$`,
    heal: `create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$`,
    tells: /^function refuse_change\(\): /,
  },
  {
    code: 'schema_extra',
    does: 'somebody added a rule of his own',
    plant: 'alter table club add constraint own check (name <> $$x$$)',
    heal: 'alter table club drop constraint own',
    tells: /^constraint club\.own: CHECK/,
  },
  {
    code: 'schema_own',
    does: 'somebody added an index',
    plant: 'create index own_index on club (name)',
    heal: 'drop index own_index',
    tells: /^index club\.own_index: CREATE INDEX/,
  },
  {
    code: 'migration_changed',
    does: 'a migration is not the file of this program',
    plant: `update schema_migration set sha256 = 'x' || sha256 where number = 50`,
    heal: `update schema_migration set sha256 = substr(sha256, 2) where number = 50`,
    tells: /^0050_create_account$/,
  },
  {
    code: 'migration_newer_breaking',
    does: 'a newer version was here',
    plant: `insert into schema_migration values (9999, '9999_make_future', '', true)`,
    heal: 'delete from schema_migration where number = 9999',
    tells: /^9999_make_future$/,
  },
  {
    code: 'sequence_behind',
    does: 'a restore forgot a counter',
    plant: `select setval(pg_get_serial_sequence('person', 'user_no'), 1)`,
    heal: `select setval(pg_get_serial_sequence('person', 'user_no'), (select max(user_no) from person))`,
    tells: /^select setval\('public\.person_user_no_seq', \d+\) -- person\.user_no$/,
  },
  {
    code: 'index_invalid',
    does: 'an index was left half-made',
    plant: `update pg_index set indisvalid = false where indexrelid = 'membership_joined'::regclass`,
    heal: `update pg_index set indisvalid = true where indexrelid = 'membership_joined'::regclass`,
    tells: /^reindex index concurrently membership_joined$/,
  },
]

/** A draw of three entries of the users 1 to 3, written by hand; seed and entries are those of nobody. */
const drawn = `insert into campaign (campaign_id, club_no, kind, name, status, starts_at, ends_at, conditions, least_level, several_per_user,
    seed, seed_hash, entries_root, created_at, created_by)
  values ('00000000-0000-7000-8000-00000000cccc', 1, 'draw', 'x', 'drawn', now(), now() + interval '1 hour', '{}', 1, false, '\\x01',
    '\\x4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a', '\\x02', now(), 'x')`
const running = `insert into campaign (campaign_id, club_no, kind, name, status, starts_at, ends_at, conditions, least_level, several_per_user,
    created_at, created_by)
  values ('00000000-0000-7000-8000-00000000cccc', 1, 'wishList', 'x', 'running', '2026-01-01Z', '2026-01-02Z', '{}', 1, false, now(), 'x');
  insert into campaign_prize (campaign_no, prize, name, quota, worth) select campaign_no, 0, 'x', 5, 0 from campaign`
const forget = `delete from campaign_entry; delete from campaign_count; delete from campaign_winner; delete from campaign_prize;
  delete from due where kind like 'campaign.%'; delete from campaign`
const inTime = `insert into due (at, kind, payload) select '2090-01-02Z', 'campaign.close', jsonb_build_object('campaignNo', campaign_no) from campaign;
  update campaign set ends_at = '2090-01-02Z'`

const campaignDefects: readonly Defect[] = [
  {
    code: 'campaign_counts',
    does: 'an entry was taken out of a campaign by hand',
    plant: `${running}; ${inTime}; insert into campaign_count select campaign_no, 0, 3, 2, 1 from campaign`,
    heal: forget,
    tells:
      /values \(\d+, 0, 15, -2, -1\) on conflict .* -- campaign 00000000-\S+cccc: counted 2 and 1, its rows say 0 and 0$/,
  },
  {
    code: 'campaign_counts',
    does: 'a prize is told as given that nobody has',
    plant: `${running}; ${inTime}; update campaign_prize set taken = 2`,
    heal: forget,
    tells:
      /^update campaign_prize set taken = 0 where campaign_no = \d+ and prize = 0 -- campaign \S+: 2 are told as taken$/,
  },
  {
    code: 'campaign_stuck',
    does: 'a campaign whose closing nobody has noted',
    plant: running,
    heal: forget,
    tells:
      /^insert into due \(at, kind, payload\) values \('2026-01-02 00:00:00\+00', 'campaign.close', '{"campaignNo": \d+}'\) -- campaign \S+ is running$/,
  },
  {
    code: 'campaign_draws',
    does: 'entries that are not those of the closing, and a draw without its record',
    plant: drawn,
    heal: forget,
    tells: /^campaign 00000000-\S+cccc: there is no record of its draw$/,
  },
]

const sumDefects: readonly Defect[] = [
  {
    code: 'ledger_balance',
    does: 'a balance is another',
    plant: asReplica(`update ledger set balance = balance + 1 where (user_no, club_no, seq) = ${entry}`),
    heal: asReplica(`update ledger set balance = balance - 1 where (user_no, club_no, seq) = ${entry}`),
    tells: /^ledger: user \S+, club owner-\d+, entry \d+: the balance is \d+, the entries add up to \d+$/,
  },
  {
    code: 'ledger_seq',
    does: 'an entry is gone',
    plant: asReplica(`create table kept as select * from ledger where (user_no, club_no, seq) = ${entry};
      delete from ledger where (user_no, club_no, seq) = ${entry}`),
    heal: asReplica('insert into ledger select * from kept; drop table kept'),
    tells: /^ledger: user \S+, club owner-\d+: \d+ entries, the last is number \d+$/,
  },
  {
    code: 'ledger_epoch',
    does: 'points were left by a membership that ended',
    plant: asReplica(`update ledger set epoch = epoch + 1 where (user_no, club_no, seq) in (
      select user_no, club_no, max(seq) from ledger where (user_no, club_no) = (
        select user_no, club_no from ledger where seq = 3 order by user_no, club_no limit 1) group by 1, 2)`),
    heal: asReplica(`update ledger set epoch = epoch - 1 where (user_no, club_no, seq) in (
      select user_no, club_no, max(seq) from ledger where (user_no, club_no) = (
        select user_no, club_no from ledger where seq = 3 order by user_no, club_no limit 1) group by 1, 2)`),
    tells: /^ledger: user \S+, club owner-\d+, \w+ membership \d+ has ended with \d+ points left$/,
  },
  {
    code: 'ledger_order',
    does: 'an order that earned is gone',
    plant: `create table kept as select * from purchase_order where earned > 0 order by user_no, club_no, order_id limit 1;
      delete from purchase_order where (user_no, club_no, order_id) in (select user_no, club_no, order_id from kept)`,
    heal: 'insert into purchase_order select * from kept; drop table kept',
    tells: /^ledger: user \S+, club owner-\d+: order \S+ earned and is not there$/,
  },
  {
    code: 'ledger_once',
    does: 'an event earned twice',
    plant: asReplica(`create table kept as select * from ledger l where (user_no, club_no, seq) = (
        select user_no, club_no, seq from ledger where seq > 1 and kind = 'like' and delta > 0 order by 1, 2, 3 limit 1);
      update ledger l set event_id = o.event_id, source_no = o.source_no, kind = o.kind from kept k, ledger o
      where (l.user_no, l.club_no, l.seq) = (k.user_no, k.club_no, k.seq) and o.user_no = k.user_no and (o.club_no, o.seq) <> (k.club_no, k.seq)
        and o.ctid = (select x.ctid from ledger x where x.user_no = k.user_no and (x.club_no, x.seq) <> (k.club_no, k.seq) and x.delta > 0
          and x.event_id is not null order by x.club_no, x.seq limit 1)`),
    heal: asReplica(`update ledger l set event_id = k.event_id, source_no = k.source_no, kind = k.kind from kept k
      where (l.user_no, l.club_no, l.seq) = (k.user_no, k.club_no, k.seq); drop table kept`),
    tells: /^ledger: user \S+, event \S+: earned 2 times by \w+$/,
  },
  {
    code: 'ledger_day',
    does: 'an entry lies on another day',
    plant: asReplica(`update ledger set business_day = business_day - 1 where (user_no, club_no, seq) = ${entry}`),
    heal: asReplica(`update ledger set business_day = business_day + 1 where (user_no, club_no, seq) = ${entry}`),
    tells: /^user \S+, club owner-\d+, entry \d+: at .+, booked on .+$/,
  },
  {
    code: 'bounds',
    does: 'more was taken than was earned',
    plant: `alter table purchase_order drop constraint purchase_order_check1;
      update purchase_order set taken = earned + 1 where (user_no, club_no, order_id) = (
        select user_no, club_no, order_id from purchase_order where refunded = 0 order by 1, 2, 3 limit 1)`,
    heal: `update purchase_order set taken = 0 where taken > earned;
      alter table purchase_order add constraint purchase_order_check1 check (taken >= 0 and taken <= earned)`,
    tells: /^user \S+, club owner-\d+: order \S+: paid \d+, refunded 0, earned \d+, taken \d+$/,
  },
  {
    code: 'bounds',
    does: 'more was refunded than was paid',
    plant: `alter table purchase_order drop constraint purchase_order_check;
      update purchase_order set refunded = refunded + paid + 1 where (user_no, club_no, order_id) = (
        select user_no, club_no, order_id from purchase_order order by 1, 2, 3 limit 1)`,
    heal: `update purchase_order set refunded = refunded - paid - 1 where refunded > paid;
      alter table purchase_order add constraint purchase_order_check check (refunded >= 0 and refunded <= paid)`,
    tells: /: paid \d+, refunded \d+, earned/,
  },
  {
    code: 'benefit_results',
    does: 'a coupon counts a use that no row has',
    plant: `insert into benefit (benefit_id, club_no, kind, name, min_level, from_level, terms, off_most, created_at)
        values ('00000000-0000-7000-8000-00000000bbbb', 1, 'coupon', 'x', 1, 1, '{}', 500, now());
      insert into benefit_total (club_no, benefit_no) select club_no, benefit_no from benefit;
      insert into benefit_result (club_no, benefit_no, part, used, cost) select club_no, benefit_no, 3, 1, 500 from benefit`,
    heal: 'delete from benefit_result; delete from benefit_total; delete from benefit',
    tells: /^club owner-0, benefit \S+: counted 1 used for 500, its rows say 0 for 0$/,
  },
  {
    code: 'benefit_results',
    does: 'a coupon that ends unused is not counted',
    plant: `insert into benefit (benefit_id, club_no, kind, name, min_level, from_level, terms, off_most, created_at)
        values ('00000000-0000-7000-8000-00000000bbbb', 1, 'coupon', 'x', 1, 1, '{}', 500, now());
      insert into benefit_total (club_no, benefit_no, claimed, committed) select club_no, benefit_no, 1, 500 from benefit;
      insert into entitlement (user_no, club_no, benefit_no, entitlement_id, state, claimed_at, expires_at)
        select 1, club_no, benefit_no, new_entitlement_id(1, now()), 'claimed', now(), '2026-05-05T12:00:00Z' from benefit`,
    heal: 'delete from entitlement; delete from benefit_total; delete from benefit',
    tells: /^club owner-0, benefit \S+: counted 0 that end unused on 2026-05-05, its rows say 1$/,
  },
  {
    code: 'benefit_counts',
    does: 'a benefit counts a claim that nobody has',
    plant: `insert into benefit (benefit_id, club_no, kind, name, min_level, from_level, terms, off_most, created_at)
        values ('00000000-0000-7000-8000-00000000bbbb', 1, 'coupon', 'x', 1, 1, '{}', 500, now());
      insert into benefit_total (club_no, benefit_no, claimed, committed) select club_no, benefit_no, 1, 500 from benefit`,
    heal: 'delete from benefit_total; delete from benefit',
    tells:
      /^update benefit_total set claimed = 0, committed = 0 where club_no = 1 and benefit_no = \d+ -- club owner-0: counted 1 and 500, of any and any$/,
  },
  {
    code: 'benefit_counts',
    does: 'more was claimed than there was',
    plant: `alter table benefit_total drop constraint benefit_total_check;
      insert into benefit (benefit_id, club_no, kind, name, min_level, from_level, terms, created_at)
        values ('00000000-0000-7000-8000-00000000bbbb', 1, 'service', 'x', 1, 1, '{}', now());
      insert into benefit_total (club_no, benefit_no, stock, claimed) select club_no, benefit_no, 1, 2 from benefit;
      insert into entitlement (user_no, club_no, benefit_no, entitlement_id, state, claimed_at)
        select n, club_no, benefit_no, new_entitlement_id(n, now()), 'claimed', now() from benefit, generate_series(1, 2) as n`,
    heal: `delete from entitlement; delete from benefit_total; delete from benefit;
      alter table benefit_total add constraint benefit_total_check check (claimed <= stock)`,
    tells: /-- club owner-0: counted 2 and 0, of 1 and any$/,
  },
  {
    code: 'benefit_counts',
    does: 'more of a coupon is attached than was granted',
    plant: `insert into benefit (benefit_id, club_no, kind, name, min_level, from_level, terms, created_at)
        values ('00000000-0000-7000-8000-00000000bbbb', 1, 'coupon', 'x', 1, 1, '{}', now());
      insert into benefit (benefit_id, club_no, kind, name, min_level, from_level, terms, created_at, attached_no, shop_no)
        select '00000000-0000-7000-8000-00000000cccc', club_no, 'coupon', 'y', 1, 1, '{}', now(), benefit_no, club_no from benefit;
      insert into benefit_total (club_no, benefit_no, stock) select club_no, benefit_no, 6 from benefit;
      insert into coupon_attachment (benefit_no, creator_no, stock, created_at) select attached_no, club_no, 5, now() from benefit where attached_no > 0`,
    heal: 'delete from coupon_attachment; delete from benefit_total; delete from benefit',
    tells: /^coupon \S+b of club owner-0: club owner-0 attaches 6 of 5$/,
  },
  ...campaignDefects,
  {
    code: 'benefit_rows',
    does: 'a claim has no instant',
    plant: `alter table entitlement drop constraint entitlement_check;
      insert into benefit (benefit_id, club_no, kind, name, min_level, from_level, terms, created_at)
        values ('00000000-0000-7000-8000-00000000bbbb', 1, 'service', 'x', 1, 1, '{}', now());
      insert into benefit_total (club_no, benefit_no) select club_no, benefit_no from benefit;
      insert into entitlement (user_no, club_no, benefit_no, entitlement_id, state)
        select 1, club_no, benefit_no, new_entitlement_id(1, now()), 'claimed' from benefit`,
    heal: `delete from entitlement; delete from benefit_total; delete from benefit;
      alter table entitlement add constraint entitlement_check check ((claimed_at is null) = (state in ('claimable', 'lapsed')))`,
    tells: /^user \S+, club owner-0, benefit 00000000-0000-7000-8000-00000000bbbb: claimed, claimed never, order none$/,
  },
  ...(
    [
      ['membership', 'intimacy', `(user_no, club_no, mode) = ${member}`],
      ['membership', 'level', `(user_no, club_no, mode) = ${member}`],
      [
        'member_day',
        'earned',
        '(user_no, club_no, day) = (select user_no, club_no, day from member_day order by 1, 2, 3 limit 1)',
      ],
      [
        'member_day',
        'net',
        '(user_no, club_no, day) = (select user_no, club_no, day from member_day order by 1, 2, 3 limit 1)',
      ],
      ['fan', 'seq', '(user_no, club_no) = (select user_no, club_no from fan order by 1, 2 limit 1)'],
      [
        'club_level',
        'members',
        '(club_no, mode, level, part) = (select club_no, mode, level, part from club_level order by 1, 2, 3, 4 limit 1)',
      ],
      [
        'club_day',
        'earned',
        '(club_no, day, part) = (select club_no, day, part from club_day order by 1, 2, 3 limit 1)',
      ],
      [
        'session_total',
        'viewers',
        '(session_no, part) = (select session_no, part from session_total order by 1, 2 limit 1)',
      ],
    ] as const
  ).map(([table, column, where]): Defect => ({
    code: 'state_differs',
    does: `${table}.${column} is another`,
    plant: `update ${table} set ${column} = ${column} + 1 where ${where}`,
    heal: `update ${table} set ${column} = ${column} - 1 where ${where}`,
    tells: new RegExp(`^${table}: .*${column} is \\d+, the ledger says \\d+$`),
  })),
]

const old = `now() - interval '40 days'`
const workDefects: readonly Defect[] = [
  {
    code: 'due_overdue',
    does: 'due work that nobody does',
    plant: `insert into due (at, kind, payload) values (${old}, 'waiting.expire', '{}')`,
    heal: `delete from due where at < now() - interval '39 days'`,
    tells: /^waiting\.expire, due \d{4}-/,
  },
  {
    code: 'due_failed',
    does: 'due work that was set aside',
    plant: `insert into due (at, kind, payload, failed_at, failure) values (${old}, 'packet.return', '{}', now(), 'no such packet')`,
    heal: `delete from due where at < now() - interval '39 days'`,
    tells: /^packet\.return, due \d{4}-.*: no such packet$/,
  },
  {
    code: 'due_failed',
    does: 'long work that was set aside',
    plant: `insert into work_progress (kind, subject, payload, total, failed_at, failure) values ('relevel', '77', '{}', 9, now(), 'no such rules')`,
    heal: `delete from work_progress where subject = '77'`,
    tells: /^relevel 77, 0 of 9 done: no such rules$/,
  },
  {
    code: 'mode_change_stuck',
    does: 'a mode change past its time',
    plant: `insert into mode_change values ('00000000-0000-7000-8000-00000000dddd', 1, 'shopping', 'live', ${old}, ${old}, 'pending', 0)`,
    heal: `delete from mode_change where id = '00000000-0000-7000-8000-00000000dddd'`,
    tells: /^club owner-0: to live at /,
  },
  {
    code: 'waiting_overdue',
    does: 'a refund that waits past its time',
    plant: `insert into order_waiting (user_no, club_no, order_id, source_no, event_id, kind, part_id, amount, at, waits_until, status)
      values (1, 1, 'late', 1, 'late', 'refund', 'r', 1, ${old}, ${old}, 'waiting')`,
    heal: `delete from order_waiting where order_id = 'late'`,
    tells: /^refund of order late, until /,
  },
  {
    code: 'outbox_foreign',
    does: 'a dump of another server was restored',
    plant: `insert into outbox (txid, topic, kind, body) values ('9000000000', 'x', 'x', '{}')`,
    heal: `delete from outbox where topic = 'x'`,
    tells: /^1 places, up to transaction 9000000000, here it is \d+$/,
  },
  {
    code: 'outbox_foreign',
    does: 'a dump of a server that was quiet for a day was restored',
    plant: `insert into setting (key, value) values ('outbox.swept', '{"txid": "9000000000", "position": "7", "micros": "0"}')`,
    heal: `delete from setting where key = 'outbox.swept'`,
    tells: /^1 places, up to transaction 9000000000, here it is \d+$/,
  },
  {
    code: 'outbox_unswept',
    does: 'messages that nobody sweeps',
    plant: `insert into outbox (txid, at, topic, kind, body) values ('3', ${old}, 'x', 'x', '{}')`,
    heal: `delete from outbox where topic = 'x'`,
    tells: /^oldest of \d{4}-/,
  },
  {
    code: 'sweep_behind',
    does: 'sessions that ended long ago',
    plant: `insert into stream_ticket values ('\\x01', '{}', ${old})`,
    heal: `delete from stream_ticket where ticket_hash = '\\x01'`,
    tells: /^stream_ticket: 1 rows$/,
  },
  ...(
    [
      ['room_failed', 'failed', /^connection c-1: no detail$/],
      ['room_overdue', 'waiting', /^connection c-1, due /],
    ] as const
  ).map(([code, status, tells]): Defect => ({
    code,
    does: `a shop message that is ${status}`,
    plant: `insert into room_pending values ('c-1', 'm', 'd', '{}', '${status}', 9, ${old}, 'no detail', ${old})`,
    heal: `delete from room_pending where connection_id = 'c-1'`,
    tells,
  })),
  {
    code: 'quarantine_waiting',
    does: 'events in quarantine',
    plant: `insert into quarantine (source, event_id, body_hash, event_type, raw, raw_bytes, history, state, error_class, error_message, first_at, last_at)
      values ('s', 'e', 'h', 'live.liked', '{}', 2, false, 'waiting', 'RangeError', 'too much', now(), now())`,
    heal: `delete from quarantine where event_id = 'e'`,
    tells: /^live\.liked, 1 times: too much$/,
  },
  {
    code: 'webhook_overdue',
    does: 'deliveries that nobody makes',
    plant: `insert into webhook_endpoint (webhook_id, url, description, types, status, secret, created_at, created_by)
        values ('00000000-0000-7000-8000-00000000eeee', 'https://x', '', '{}', 'on', 's', now(), 't');
      insert into webhook_delivery (endpoint_no, message_no, lane, status, next_at)
        select endpoint_no, 1, 'l', 'waiting', ${old} from webhook_endpoint where url = 'https://x'`,
    heal: `delete from webhook_delivery; delete from webhook_endpoint where url = 'https://x'`,
    tells: /^webhook 00000000-\S+: 1 deliveries since /,
  },
  {
    code: 'webhook_overdue',
    does: 'messages that webhooks do not read; those before the first endpoint they never read',
    plant: `insert into outbox (txid, at, topic, kind, body) values ('3', '2026-01-01Z', 'unread', 'x', '{}'), ('6', '2026-01-02Z', 'unread', 'x', '{}');
      insert into webhook_endpoint (webhook_id, url, description, types, status, secret, created_at, created_by, from_txid)
        values ('00000000-0000-7000-8000-00000000eeee', 'https://x', '', '{}', 'on', 's', now(), 't', '5');
      insert into webhook_feed (txid, position) values ('2', 0)`,
    heal: `delete from webhook_feed; delete from webhook_endpoint where url = 'https://x'; delete from outbox where topic = 'unread'`,
    tells: /^messages since 2026-01-02 \S+ are not read yet$/,
  },
  {
    code: 'webhook_off',
    does: 'an endpoint that stayed dead',
    plant: `insert into webhook_endpoint (webhook_id, url, description, types, status, off_reason, off_at, secret, created_at, created_by)
        values ('00000000-0000-7000-8000-00000000eeee', 'https://x', '', '{}', 'off', 'failing', now(), 's', now(), 't')`,
    heal: `delete from webhook_endpoint where url = 'https://x'`,
    tells: /^webhook 00000000-\S+ \(failing\), since /,
  },
]

/** What every test store has: PGlite in memory has no disk to ask, Debian's PostgreSQL 15 no checksums, a test server on disk waits for none. */
const usual: ReadonlySet<string> = new Set([
  'fsync_off',
  'checksums_off',
  'disk_unknown',
  'never_analyzed',
  'commit_async',
])
const unusual = (findings: readonly Finding[]): readonly Finding[] => findings.filter(({ code }) => !usual.has(code))

describeAnyStore('doctor', (store) => {
  let db: Db
  let parts: DoctorParts
  beforeAll(async () => {
    db = await store.open()
    parts = await partsOf(db)
    await fillStore(db)
  })
  afterAll(() => db.close())

  test('doctor: a store after events, orders and refunds is healthy', async () => {
    const report = await examine(parts)
    expect(unusual(report.findings)).toEqual([])
    expect(report.store).toBe(store.name)
  })

  test('doctor: it holds no transaction number, for which every reader of the outbox would wait', async () => {
    const numbers: unknown[] = []
    const watched: Db = {
      ...db,
      transaction: (work) =>
        db.transaction(async (tx) => {
          const result = await work(tx)
          numbers.push(...(await tx.query('select pg_current_xact_id_if_assigned()::text as number')))
          return result
        }),
    }
    await examine({ ...parts, db: watched })
    await replay(watched, { fix: false })
    expect(numbers).toEqual([{ number: null }, { number: null }])
  })

  test.each([...schemaDefects, ...sumDefects, ...workDefects])(
    'doctor: $code: $does',
    async ({ code, plant, heal, tells }) => {
      await db.exec(plant)
      const told = unusual((await examine(parts)).findings)
      await db.exec(heal)
      const named = told.filter((each) => each.code === code)
      expect(named, JSON.stringify(told)).not.toEqual([])
      expect(
        named.some(({ examples }) => examples.some((example) => tells.test(example))),
        JSON.stringify(named),
      ).toBe(true)
      // nothing else is blamed for it but what follows from it
      expect(
        told.filter(
          (each) =>
            findingWords[each.code].area !== findingWords[code].area &&
            each.code !== 'schema_missing' &&
            each.code !== 'schema_own',
        ),
      ).toEqual([])
    },
  )

  test('doctor: an area that cannot be looked at is told, and the others go on', async () => {
    await db.exec('alter table fan rename column lit_orders to lit')
    const told = unusual((await examine(parts)).findings)
    await db.exec('alter table fan rename column lit to lit_orders')
    expect(told.find(({ code }) => code === 'not_checked')).toMatchObject({ subject: 'sums' })
    expect(told.find(({ code }) => code === 'schema_missing')?.examples.join()).toMatch(/^column fan\.lit_orders/)
  })

  test('doctor: secrets that this key does not open', async () => {
    await db.exec(`insert into room_connection (connection_id, owner_id, platform, name, settings, sealed_secrets, status, created_at)
      select 'c-' || n, 'owner-0', 'doudianShop', 'shop', '{}', 'sealed-' || n, 'on', now() from generate_series(1, 1200) as n`)
    const opens = (sealed: string, connectionId: string) => connectionId !== 'c-700' && sealed.startsWith('sealed-')
    const told = unusual((await examine({ ...parts, opens })).findings)
    await db.exec('delete from room_connection')
    expect(told).toEqual([{ code: 'secrets_sealed', subject: null, count: 1, examples: ['connection c-700'] }])
  })

  test('doctor: healed, the store is healthy again, and nothing in it was touched', async () => {
    const before = await contents(db)
    expect(unusual((await examine(parts)).findings)).toEqual([])
    expect(await contents(db)).toEqual(before)
  })
})

describePostgres('doctor on a server', () => {
  let db: Db
  let url: string
  let drop: () => Promise<void>
  beforeAll(async () => {
    const made = await createDatabase()
    url = made.url
    drop = made.drop
    db = await openPostgres({ connectionString: url, max: 4, log: silentLog })
    await fillStore(db)
  })
  afterAll(() => db.close().then(drop))

  const codes = async (on: Db, bounds = workBounds): Promise<readonly string[]> =>
    (await examine({ ...(await partsOf(on)), workBounds: bounds })).findings.map(({ code }) => code)

  test('doctor: what the server is set to is read, not guessed', async () => {
    const name = new URL(url).pathname.slice(1)
    for (const [setting, value, code] of [
      ['synchronous_commit', 'off', 'commit_async'],
      ['default_transaction_isolation', `'serializable'`, 'isolation_other'],
      ['zero_damaged_pages', 'on', 'damage_hidden'],
      ['session_replication_role', 'replica', 'triggers_off'],
      ['default_transaction_read_only', 'on', 'read_only'],
    ] as const) {
      await db.exec(`alter database ${name} set ${setting} = ${value}`)
      const other = await openPostgres({ connectionString: url, max: 2, log: silentLog, unfit: 'open' })
      const told = await codes(other)
      await other.close()
      await db.exec(`alter database ${name} reset ${setting}`)
      expect(told, setting).toContain(code)
    }
  })

  test('doctor: long transactions, what they hold back, dead rows, old transaction numbers', async () => {
    const bounds = {
      ...workBounds,
      overdueSeconds: 0,
      transactionSeconds: 0,
      deadRows: 1,
      deadTimes: 0,
      transactionAge: 1,
      unanalyzedRows: 1,
    }
    await db.transaction(async (tx) => {
      await tx.query(
        `insert into outbox (at, topic, kind, body) values (now() - interval '1 minute', 'held', 'x', '{}')`,
      )
      const held = db.query(
        `insert into outbox (at, topic, kind, body) values (now() - interval '1 minute', 'held', 'x', '{}')`,
      )
      await held
      expect(await codes(db, bounds)).toEqual(expect.arrayContaining(['long_transaction', 'outbox_held', 'wraparound']))
    })
    await db.exec(`delete from outbox where topic = 'held'; update fan set seq = seq`)
    await expect
      .poll(() => codes(db, bounds), { timeout: 30_000, interval: 500 })
      .toEqual(expect.arrayContaining(['vacuum_behind', 'never_analyzed']))
  })

  test('doctor: a role that may read and nothing else is enough', async () => {
    const name = new URL(url).pathname.slice(1)
    await db.exec(`create role ${name}_reader login; grant pg_read_all_data, pg_read_all_settings to ${name}_reader;
      revoke temp on database ${name} from public`)
    const readerUrl = new URL(url)
    readerUrl.username = `${name}_reader`
    const reader = await openPostgres({ connectionString: readerUrl.href, max: 2, log: silentLog })
    try {
      await expect(reader.query('update club set name = name')).rejects.toThrow(/permission denied/)
      expect(unusual((await examine(await partsOf(reader))).findings)).toEqual([])
    } finally {
      await reader.close()
      await db.exec(`drop role ${name}_reader`)
    }
  })
})

async function partsOf(db: Db): Promise<DoctorParts> {
  const migrations = await readMigrations(migrationsFolder())
  return {
    db,
    migrations: migrations satisfies readonly KnownMigration[],
    fresh: (numbers) => freshCatalog(numbers),
    disk: () => Promise.resolve(null),
    foreign: async () => readForeignPlaces(db, await readTableNotes(migrationsFolder())),
    opens: null,
    timeZone: 'Asia/Shanghai',
    sessionsWanted: 16,
    realNow: Date.now,
    monotonic: () => performance.now(),
  }
}

let madeOnce: Promise<readonly CatalogObject[]> | null = null
async function freshCatalog(numbers: ReadonlySet<number>): Promise<readonly CatalogObject[]> {
  const migrations = (await readMigrations(migrationsFolder())).filter(({ number }) => numbers.has(number))
  madeOnce ??= openFreshStore(migrations, silentLog).then((fresh) => readCatalog(fresh).finally(() => fresh.close()))
  return madeOnce
}

/** A store with something of everything that the sums look at. */
async function fillStore(db: Db): Promise<void> {
  const clock = handClock(Date.now())
  const engine = await openEngine(db, clock)
  await fillClubs(engine, 5, 60, 60)
  const workload = createWorkload({
    seed: 7,
    clubs: 5,
    people: 60,
    active: 60,
    eventsEach: 50,
    from: clock.now() - 30 * 3_600_000,
    pause: 30_000,
    duplicates: 0.02,
    mix: everythingMix,
  })
  for (let turn = 0; turn < 3; turn += 1) {
    const answer = await engine.app.ingest(workload.take(1_000))
    if (isRejection(answer)) throw new Error(answer.rejected)
  }
  await engine.ingestor.drain()
}

/** Row counts and sums of hashes of every table. */
async function contents(db: Db): Promise<Record<string, unknown>> {
  const tables = await db.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' order by 1`,
  )
  const found: Record<string, unknown> = {}
  for (const { name } of tables)
    found[name] = await db.query(`select count(*) as rows, sum(hashtext(t::text)::int8) as sum from ${name} t`)
  return found
}
