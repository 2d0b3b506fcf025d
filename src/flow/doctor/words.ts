import { wordsOfSums } from './words-of-sums.ts'
import { restart, setOn, words, type FindingWords } from './words-form.ts'

/** Everything the doctor may say. */
export const findingWords = {
  // schema
  migration_changed: words(
    'schema',
    'broken',
    ['已执行的迁移与本程序的文件不同', 'A migration that this store ran is not the file of this program'],
    [
      '换成与数据相符的发行版;已发布的迁移文件不可修改',
      'Use the release that made this store; released migrations are never edited',
    ],
  ),
  migration_newer_breaking: words(
    'schema',
    'broken',
    ['数据来自更新的版本,本程序不能使用', 'The store is of a newer version that this program cannot work with'],
    ['升级程序', 'Update the program'],
  ),
  migration_newer: words(
    'schema',
    'note',
    [
      '数据有更新版本的迁移,不影响本程序',
      'The store has migrations of a newer version, which this program can work with',
    ],
    ['方便时升级程序', 'Update the program when it suits you'],
  ),
  migration_waiting: words(
    'schema',
    'note',
    ['有迁移尚未执行', 'Migrations wait to be run'],
    ['下次启动时自动执行', 'The next start runs them'],
  ),
  schema_missing: words(
    'schema',
    'broken',
    ['数据库缺少对象', 'The schema lacks what the migrations made'],
    ['按所列定义补上,或从备份恢复', 'Make it again as told, or restore from a backup'],
  ),
  schema_changed: words(
    'schema',
    'broken',
    ['数据库对象与迁移所建的不同', 'The schema is not what the migrations made'],
    ['改回所列定义(前者为现状,后者为应有)', 'Change it back: told is what is there, then what should be'],
  ),
  schema_extra: words(
    'schema',
    'risk',
    [
      '数据库多出会影响写入的对象',
      'The schema has more than the migrations made, and it can change or refuse what is written',
    ],
    ['确认来源,不需要则删除', 'Find out who made it and drop it unless it is needed'],
  ),
  schema_own: words(
    'schema',
    'note',
    ['数据库有自建的表或索引', 'Tables or indexes of your own'],
    ['无需处理;索引会使写入变慢', 'Nothing to do; an index makes writing slower'],
  ),
  schema_not_compared: words(
    'schema',
    'note',
    ['结构来自更新的版本,未作比较', 'The schema is of a newer version: not compared'],
    ['用创建它的版本运行 doctor', 'Run the doctor of the version that made it'],
  ),
  sequence_behind: words(
    'schema',
    'broken',
    ['自增编号落后于已用的最大编号,写入会失败', 'A counter is behind the numbers in use: the next write fails'],
    ['执行所列语句', 'Run the statement told'],
  ),
  index_invalid: words(
    'schema',
    'broken',
    ['索引无效', 'An index is invalid: it is not used, and what it should keep unique is not'],
    ['执行所列语句', 'Run the statement told'],
  ),
  collation_changed: words(
    'schema',
    'broken',
    [
      '操作系统的排序规则已变,文本索引可能有误',
      'The operating system sorts text in another way than when the indexes were made',
    ],
    [
      '重建索引后执行 alter database … refresh collation version',
      'reindex database, then alter database … refresh collation version',
    ],
  ),
  // sums
  ...wordsOfSums,
  // work
  due_overdue: words('work', 'risk', ['到期事项未执行', 'Due work is overdue'], restart),
  due_failed: words(
    'work',
    'broken',
    ['到期事项或批量处理执行失败,已搁置', 'Due or long work failed and was set aside'],
    [
      '看原因与服务器日志;升级或修复后重启一个节点,它会再执行一次',
      'Read the reason and the server’s log; a node that is started after an update or a repair, and after the last old one has stopped, tries it again',
    ],
  ),
  mode_change_stuck: words('work', 'risk', ['模式切换已过生效时间', 'A mode change is past its time'], restart),
  waiting_overdue: words(
    'work',
    'risk',
    ['等待订单的退款或评价已过期限', 'Refunds or reviews wait for their order past their time'],
    restart,
  ),
  outbox_held: words(
    'work',
    'risk',
    ['有长事务,实时消息被挡住', 'Messages are held back: a transaction that began before them is still open'],
    ['结束所列的长事务', 'End the long transaction (see below, or pg_stat_activity)'],
  ),
  outbox_foreign: words(
    'work',
    'broken',
    [
      '外发消息或其读取位置带着另一台服务器的事务号,消息会被挡住或丢失',
      'Messages, or how far they were read, carry transaction numbers of another server: they are held back or lost',
    ],
    ['启动(或重启)一个节点即可修复', 'Start (or restart) a node: it gives them places of this server'],
  ),
  outbox_unswept: words('work', 'risk', ['外发消息未清理', 'The outbox is not swept'], restart),
  sweep_behind: words('work', 'note', ['过期的行未清理', 'Expired rows are still there'], restart),
  room_failed: words(
    'work',
    'risk',
    ['店铺消息多次失败,需人工处理', 'Shop messages failed for good and wait for a person'],
    ['在控制台「平台对接」中处理', 'Handle them in the console, page of the connection'],
  ),
  room_overdue: words(
    'work',
    'risk',
    ['待查订单的店铺消息超时', 'Shop messages wait for their order past their time'],
    restart,
  ),
  quarantine_waiting: words(
    'work',
    'risk',
    ['隔离区有待处理的事件', 'Events are in quarantine'],
    ['在控制台运维页重试或丢弃', 'Retry or discard them on the operations page of the console'],
  ),
  webhook_overdue: words('work', 'risk', ['回调投递积压', 'Webhook deliveries are overdue'], restart),
  push_overdue: words('work', 'risk', ['推送积压', 'Pushes are overdue'], restart),
  webhook_off: words(
    'work',
    'note',
    ['回调地址因持续失败已停用', 'A webhook endpoint was switched off because it stayed dead'],
    ['修复对方地址后在控制台重新启用', 'Mend the endpoint, then switch it on in the console'],
  ),
  long_transaction: words(
    'work',
    'risk',
    ['有长事务', 'A transaction has been open for long: it holds back messages and vacuum'],
    ['结束它:select pg_terminate_backend(pid)', 'End it: select pg_terminate_backend(pid)'],
  ),
  prepared_transaction: words(
    'work',
    'risk',
    ['有遗留的两阶段事务', 'A prepared transaction was left behind: it holds locks, messages and vacuum'],
    ['commit prepared 或 rollback prepared', 'commit prepared or rollback prepared'],
  ),
  vacuum_behind: words(
    'work',
    'risk',
    ['自动清理远远落后', 'Autovacuum is far behind'],
    [
      '执行 vacuum (analyze),并调高 autovacuum 的资源',
      'vacuum (analyze) the table and give autovacuum more to work with',
    ],
  ),
  never_analyzed: words(
    'work',
    'risk',
    ['表从未分析,查询计划可能很慢', 'A table was never analysed: plans may be slow'],
    ['执行 analyze', 'Run analyze'],
  ),
  wraparound: words(
    'work',
    'risk',
    ['事务编号接近回卷', 'Transaction numbers are ageing towards wraparound'],
    [
      '查明为何未冻结(长事务、复制槽),执行 vacuum (freeze)',
      'See what holds freezing back (long transactions, slots) and vacuum (freeze)',
    ],
  ),
  slot_holds_wal: words(
    'work',
    'risk',
    ['闲置的复制槽占用日志', 'A replication slot nobody reads keeps WAL and will fill the disk'],
    ['恢复其使用者,或 pg_drop_replication_slot', 'Bring its reader back, or pg_drop_replication_slot'],
  ),
  archive_failing: words(
    'work',
    'risk',
    ['日志归档失败', 'Archiving of WAL fails: there is no point-in-time recovery past its last success'],
    ['看 PostgreSQL 日志,修复 archive_command', 'Read PostgreSQL’s log and mend archive_command'],
  ),
  // settings
  version_old: words(
    'settings',
    'broken',
    ['PostgreSQL 版本过低', 'This PostgreSQL is too old'],
    ['升级到 15 或更新', 'Update to 15 or newer'],
  ),
  encoding_wrong: words(
    'settings',
    'broken',
    ['数据库编码须为 UTF8', 'The database must use UTF8'],
    ['新建 UTF8 的数据库并迁移', 'Make a database with UTF8 and move there'],
  ),
  fsync_off: words(
    'settings',
    'broken',
    ['fsync 已关闭:断电会损坏数据', 'fsync is off: a power cut destroys data'],
    setOn('fsync'),
  ),
  page_writes_off: words(
    'settings',
    'broken',
    ['full_page_writes 已关闭:断电会损坏数据', 'full_page_writes is off: a power cut may destroy pages'],
    setOn('full_page_writes'),
  ),
  commit_async: words(
    'settings',
    'broken',
    [
      'synchronous_commit 已关闭:崩溃会丢失已确认的写入',
      'synchronous_commit is off: a crash loses writes that were acknowledged',
    ],
    setOn('synchronous_commit'),
  ),
  damage_hidden: words(
    'settings',
    'broken',
    ['服务器被设为掩盖损坏', 'The server is set to hide damage'],
    ['关闭所列设置', 'Turn the settings told off'],
  ),
  checksums_off: words(
    'settings',
    'note',
    ['未启用数据校验和:磁盘坏字节不会被发现', 'Data checksums are off: bytes that the disk changes go unnoticed'],
    ['停机后运行 pg_checksums --enable', 'Stop the server and run pg_checksums --enable'],
  ),
  isolation_other: words(
    'settings',
    'risk',
    ['默认隔离级别不是 read committed', 'The default isolation is not read committed, which batches rely on'],
    setOn('default_transaction_isolation', "'read committed'"),
  ),
  read_only: words(
    'settings',
    'broken',
    ['数据库只读', 'The database is read-only'],
    [
      '连接主库,或关闭 default_transaction_read_only',
      'Connect to the primary, or turn default_transaction_read_only off',
    ],
  ),
  triggers_off: words(
    'settings',
    'broken',
    [
      'session_replication_role 使触发器失效',
      'session_replication_role keeps triggers from firing: the ledger can be changed',
    ],
    setOn('session_replication_role', 'origin'),
  ),
  autovacuum_off: words('settings', 'risk', ['自动清理已关闭', 'autovacuum is off'], setOn('autovacuum')),
  connections_few: words(
    'settings',
    'risk',
    ['max_connections 不够一个节点使用', 'max_connections leaves too few sessions for one node'],
    ['调高 max_connections', 'Raise max_connections'],
  ),
  clock_apart: words(
    'settings',
    'risk',
    ['程序与数据库的时钟不一致', 'The clocks of this machine and of the database differ'],
    ['启用时间同步', 'Let both follow NTP'],
  ),
  secrets_sealed: words(
    'settings',
    'risk',
    [
      '平台对接的密钥无法用现在的 TIEFEN_SECRET_KEY 打开',
      'Secrets of platform connections cannot be opened with this TIEFEN_SECRET_KEY',
    ],
    [
      '用原来的密钥启动,或在控制台更换这些密钥',
      'Start with the key they were sealed with, or rotate them in the console',
    ],
  ),
  // disk
  media_missing: words(
    'media',
    'broken',
    ['图片或视频的文件不见了', 'Pictures or videos have no bytes in the media storage'],
    [
      '多个节点须共用同一个 TIEFEN_MEDIA 目录或存储桶;否则从备份恢复这些文件',
      'All nodes must share one TIEFEN_MEDIA folder or bucket; else restore these files from a backup',
    ],
  ),
  media_stray: words(
    'media',
    'note',
    ['媒体存储中有无主的文件', 'Bytes lie in the media storage that no medium of this store names'],
    [
      '确认存储只属于这一个部署后可以删除',
      'They can be deleted once it is certain that no other deployment keeps its media there',
    ],
  ),
  disk_low: words(
    'disk',
    'risk',
    ['磁盘空间不足', 'The disk is nearly full'],
    ['腾出空间或扩容;写满后服务会停', 'Make room: when it is full, writing stops'],
  ),
  disk_unknown: words(
    'disk',
    'note',
    ['无法得知数据库服务器的磁盘空间', 'The room on the database server’s disk is not known here'],
    ['在那台机器上看 df', 'Look there with df'],
  ),
  // any area
  not_checked: words(
    'schema',
    'risk',
    ['未能检查', 'Could not be checked'],
    ['先处理其他问题再运行一次', 'Mend the other findings and run the doctor again'],
  ),
} as const satisfies Record<string, FindingWords>

export type FindingCode = keyof typeof findingWords
