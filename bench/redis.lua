#!lua name=fans
-- Way (c): one call of a Lua function an event, on a Redis of its own. The library's locals are made once, when it is loaded, so the rule set
-- is not parsed anew for each call. Ids stay the text they are; `|` is in none. State of a member is one hash, of his day another.
-- One node: keys beside the user's are made inside.
local rules = __RULES__
-- `redis.call`, which is there only inside a call
local call
local SEP = '|'

-- The version that rules a day (number of days since 1970).
local function rules_of(day)
  local found = rules[1]
  for _, version in ipairs(rules) do
    if version.day <= day then found = version end
  end
  return found
end

local function level_of(version, points)
  local thresholds, low, high = version.thresholds, 1, #version.thresholds
  while low < high do
    local middle = math.ceil((low + high) / 2)
    if thresholds[middle] <= points then low = middle else high = middle - 1 end
  end
  return low
end

local function number(value) return tonumber(value) or 0 end

-- Points, level, entries so far, paid orders, last earning, when he joined (false: not a member), excluded.
local function read_fan(key)
  local row = call('HMGET', key, 'points', 'level', 'seq', 'lit', 'last', 'joined', 'excluded')
  return {
    key = key, points = number(row[1]), level = number(row[2]), seq = number(row[3]), lit = number(row[4]), last = number(row[5]),
    joined = tonumber(row[6]), excluded = row[7] == '1',
  }
end

-- The day's row with what one task needs; made with the level frozen from the entries of earlier days (TASK-3).
local function read_day(user, owner, day, task, fan, version)
  local key = 'd|' .. user .. SEP .. owner .. SEP .. day
  local row = call('HMGET', key, 'level', 'earned', 'net', 'e' .. task, 'c' .. task, 'u' .. task)
  local found = { key = key, level = tonumber(row[1]), earned = number(row[2]), net = number(row[3]), task = number(row[4]),
    count = number(row[5]), units = number(row[6]) }
  if found.level then return found end
  local days = 'ds|' .. user .. SEP .. owner
  local later = 0
  for _, other in ipairs(call('ZRANGEBYSCORE', days, day, '+inf')) do
    later = later + number(call('HGET', 'd|' .. user .. SEP .. owner .. SEP .. other, 'net'))
  end
  found.level = level_of(version, math.max(0, fan.points - later))
  call('ZADD', days, day, day)
  call('HSET', key, 'level', found.level)
  return found
end

-- Adds [from, to) to the day's spans, ms; gives what no span of this day and its neighbours covered before (TASK-14).
local function watch(user, day, from, to)
  local keys = { 'w|' .. user .. SEP .. (day - 1), 'w|' .. user .. SEP .. day, 'w|' .. user .. SEP .. (day + 1) }
  local rows = call('MGET', keys[1], keys[2], keys[3])
  local pieces = {}
  local own = {}
  for place = 1, 3 do
    local spans = rows[place] and cmsgpack.unpack(rows[place]) or {}
    if place == 2 then own = spans end
    for index = 1, #spans, 2 do
      local a, b = math.max(from, spans[index]), math.min(to, spans[index + 1])
      if a < b then pieces[#pieces + 1] = { a, b } end
    end
  end
  table.sort(pieces, function(x, y) return x[1] < y[1] end)
  local covered, reached = 0, from
  for _, piece in ipairs(pieces) do
    covered = covered + math.max(0, piece[2] - math.max(piece[1], reached))
    reached = math.max(reached, piece[2])
  end
  local merged, begin, finish, placed = {}, from, to, false
  for index = 1, #own, 2 do
    local a, b = own[index], own[index + 1]
    if b < from then
      merged[#merged + 1] = a
      merged[#merged + 1] = b
    elseif a > to then
      if not placed then
        merged[#merged + 1] = begin
        merged[#merged + 1] = finish
        placed = true
      end
      merged[#merged + 1] = a
      merged[#merged + 1] = b
    else
      begin, finish = math.min(begin, a), math.max(finish, b)
    end
  end
  if not placed then
    merged[#merged + 1] = begin
    merged[#merged + 1] = finish
  end
  call('SET', keys[2], cmsgpack.pack(merged))
  return to - from - covered
end

local function move_level(owner, from, to)
  if from == to then return end
  call('HINCRBY', 'lv|' .. owner, from, -1)
  call('HINCRBY', 'lv|' .. owner, to, 1)
end

local function tell(topic, kind, user, owner, delta, fan)
  call('XADD', 'outbox', 'MAXLEN', '~', 100000, '*', 'topic', topic, 'type', kind, 'user', user, 'owner', owner, 'delta', delta,
    'intimacy', fan.points, 'level', fan.level)
end

-- TASK-8, TASK-9: money went back, what the order earned goes with it.
local function refund(user, owner, order_key, refund_id, amount, at, day, now_rules, event)
  local row = call('HMGET', order_key, 'paid', 'refunded', 'earned', 'taken', 'member', 'r|' .. refund_id)
  local paid, refunded, earned, taken = number(row[1]), number(row[2]), number(row[3]), number(row[4])
  if row[6] then return 'duplicate', '', '' end
  if refunded + amount > paid then return 'rejected', 'refund_exceeds_payment', '' end
  refunded = refunded + amount
  local back = refunded >= paid and earned or math.floor(earned * refunded / paid)
  local wanted = back - taken
  call('HSET', order_key, 'refunded', refunded, 'taken', back, 'r|' .. refund_id, 1)
  local fan = read_fan('m|' .. user .. SEP .. owner)
  local before = fan.level
  local points = 0
  if refunded == paid then fan.lit = fan.lit - 1 end
  if wanted > 0 and fan.joined and row[5] == '1' then
    local version = rules_of(day)
    local found = read_day(user, owner, day, 7, fan, version)
    points = -math.min(fan.points, wanted)
    fan.points = fan.points + points
    fan.seq = fan.seq + 1
    fan.level = level_of(now_rules, fan.points)
    call('HSET', found.key, 'net', found.net + points)
    call('RPUSH', 'l|' .. user .. SEP .. owner,
      cmsgpack.pack({ fan.seq, at, day, 'purchase', points, fan.points, wanted + points, event, version.version, order_key, amount, 'refund' }))
  end
  call('HSET', fan.key, 'points', fan.points, 'level', fan.level, 'seq', fan.seq, 'lit', fan.lit)
  if not fan.excluded then
    local key = 'cd|' .. owner .. SEP .. day
    call('HINCRBY', key, 'refunds', 1)
    call('HINCRBY', key, 'refunded', amount)
    if points < 0 then call('HINCRBY', key, 'taken', -points) end
  end
  tell('member', 'order.refunded', user, owner, points, fan)
  move_level(owner, before, fan.level)
  return 'applied', '', points
end

local names = { 'watch', 'comment', 'like', 'share', 'browse', 'cart', 'purchase', 'review', 'groupVisit', 'lightBadge', 'coins' }

-- One event, whole. args: id, source, type, owner, at, day, hash, now, today, task, session, number, key, refund id, currency
local function apply(keys, args)
  call = redis.call
  local user = keys[1]
  local id, source, kind, owner, hash = args[1], args[2], args[3], args[4], args[7]
  local at, day, now, task = tonumber(args[5]), tonumber(args[6]), tonumber(args[8]), tonumber(args[10])
  local session, amount, thing = args[11], number(args[12]), args[13]
  local seen_key = 'e|' .. user .. SEP .. source .. SEP .. id
  local seen = call('GET', seen_key)
  if seen then
    if string.sub(seen, 1, 32) ~= hash then return { 'rejected', 'event_id_conflict', '' } end
    return { 'duplicate', '', string.match(seen, '|([^|]*)$') }
  end
  local currency = call('GET', 'club|' .. owner)
  if not currency then return { 'rejected', 'unknown_owner', '' } end
  local version, now_rules = rules_of(day), rules_of(tonumber(args[9]))
  if at > now + now_rules.ahead then return { 'rejected', 'event_in_future', '' } end
  if at < now - (kind == 'order.refunded' and now_rules.refundLate or now_rules.late) then return { 'rejected', 'event_too_old', '' } end
  if (kind == 'order.paid' or kind == 'order.refunded') and args[15] ~= currency then return { 'rejected', 'amount_invalid', '' } end
  if session ~= '' then
    local known = call('GET', 'session|' .. session)
    if known and known ~= owner then return { 'rejected', 'malformed', '' } end
    if not known then call('SET', 'session|' .. session, owner) end
  end
  local function keep(status, code, points)
    call('SET', seen_key, hash .. '|' .. status .. '|' .. code .. '|' .. points)
    return { status, code, points }
  end

  local order_key = 'o|' .. user .. SEP .. owner .. SEP .. thing
  if kind == 'order.refunded' then
    if call('EXISTS', order_key) == 1 then
      local status, code, points = refund(user, owner, order_key, args[14], amount, at, day, now_rules, id)
      if status == 'rejected' then return { status, code, points } end
      return keep(status, code, points)
    end
    call('RPUSH', 'p' .. order_key, cmsgpack.pack({ args[14], amount, at, day, id }))
    call('ZADD', 'waiting', now + now_rules.refundWait, 'p' .. order_key)
    return keep('waiting', '', '')
  end
  if kind == 'order.paid' then
    local known = call('HGET', order_key, 'earned')
    if known then return keep('duplicate', '', known) end
  end

  local fan = read_fan('m|' .. user .. SEP .. owner)
  local member = fan.joined ~= nil and at >= fan.joined
  local status, code, points = 'applied', '', 0
  local before, full, first = fan.level, false, false
  if fan.excluded then status, code, points = 'ignored', 'account_excluded', ''
  elseif not member then status, code, points = 'ignored', 'not_a_member', ''
  else
    local found = read_day(user, owner, day, task, fan, version)
    local rule = version.tasks[names[task]]
    if rule then
      local wanted, each, units = 0, rule.points, found.units
      if kind == 'live.watched' then
        units = units + watch(user, day, at - amount * 1000, at)
        local per = rule.per * 1000
        wanted = (math.floor(units / per) - math.floor(found.units / per)) * rule.points
      elseif kind == 'live.liked' then
        units = units + amount
        wanted = (math.floor(units / rule.per) - math.floor(found.units / rule.per)) * rule.points
      elseif kind == 'live.commented' then
        wanted = math.floor(1 / rule.per) * rule.points
      elseif kind == 'product.carted' then
        if call('SADD', 'once|' .. user .. SEP .. owner .. SEP .. day .. SEP .. task, thing) == 1 then
          wanted = math.floor(1 / rule.per) * rule.points
        end
      else
        wanted = math.floor(amount * rule.points / rule.per)
        each = wanted
      end
      local cap = rule.caps[found.level]
      local room = cap - found.task
      if version.dayCap and version.dayCap - found.earned < room then room = version.dayCap - found.earned end
      points = math.max(0, math.min(wanted, room))
      if points > 0 then
        first = found.earned == 0
        found.task = found.task + points
        full = found.task >= cap
        fan.points = fan.points + points
        fan.level = level_of(now_rules, fan.points)
        fan.seq = fan.seq + 1
        fan.last = math.max(fan.last, at)
        call('HSET', found.key, 'earned', found.earned + points, 'net', found.net + points, 'e' .. task, found.task,
          'c' .. task, found.count + math.ceil(points / each), 'u' .. task, units)
        call('RPUSH', 'l|' .. user .. SEP .. owner, cmsgpack.pack({ fan.seq, at, day, names[task], points, fan.points, 0, id,
          version.version, kind == 'order.paid' and thing or '', amount, found.task, cap, session }))
      elseif units ~= found.units then
        call('HSET', found.key, 'u' .. task, units)
      end
    end
  end

  local paid = kind == 'order.paid'
  if paid and amount > 0 then fan.lit = fan.lit + 1 end
  if points ~= '' and points > 0 then
    call('HSET', fan.key, 'points', fan.points, 'level', fan.level, 'seq', fan.seq, 'lit', fan.lit, 'last', fan.last)
    move_level(owner, before, fan.level)
  elseif paid then
    call('HSET', fan.key, 'lit', fan.lit)
  end
  if paid then
    call('HSET', order_key, 'at', at, 'paid', amount, 'refunded', 0, 'earned', number(points), 'taken', 0, 'member', member and 1 or 0,
      'version', version.version, 'session', session, 'event', id, 'lines', args[16])
  end
  local earned = number(points)
  if (earned > 0 or paid) and not fan.excluded then
    local key = 'cd|' .. owner .. SEP .. day
    if first then call('HINCRBY', key, 'active', 1) end
    if earned > 0 then call('HINCRBY', key, 'earned', earned) end
    if paid then
      call('HINCRBY', key, 'orders', 1)
      call('HINCRBY', key, 'sales', amount)
      if member then
        call('HINCRBY', key, 'memberOrders', 1)
        call('HINCRBY', key, 'memberSales', amount)
      end
    end
  end
  if session ~= '' and not fan.excluded then
    local total, here = 'st|' .. session, 'sf|' .. user .. SEP .. session
    local row = call('HMGET', here, 'first', 'last', 'member', 'completed', 'exhausted')
    local was, bit_of = row[3] == '1', 2 ^ (task - 1)
    local completed, exhausted = number(row[4]), number(row[5])
    if not row[1] then call('HINCRBY', total, 'viewers', 1) end
    if member and not was then call('HINCRBY', total, 'memberViewers', 1) end
    if kind == 'live.liked' or kind == 'live.commented' then
      call('HINCRBY', total, 'interactions', 1)
      if member then call('HINCRBY', total, 'memberInteractions', 1) end
    end
    if paid then
      call('HINCRBY', total, 'orders', 1)
      call('HINCRBY', total, 'sales', amount)
      if member then
        call('HINCRBY', total, 'memberOrders', 1)
        call('HINCRBY', total, 'memberSales', amount)
      end
    end
    if earned > 0 and bit.band(completed, bit_of) == 0 then
      completed = completed + bit_of
      call('HINCRBY', total, 'completed' .. task, 1)
    end
    if full and bit.band(exhausted, bit_of) == 0 then
      exhausted = exhausted + bit_of
      call('HINCRBY', total, 'exhausted' .. task, 1)
    end
    local since = tonumber(row[1])
    if since and since <= at and was == (member or was) and completed == number(row[4]) and exhausted == number(row[5]) then
      if at > number(row[2]) then call('HSET', here, 'last', at) end
    else
      call('HSET', here, 'first', math.min(since or at, at), 'last', math.max(number(row[2]), at),
        'member', (member or was) and 1 or 0, 'completed', completed, 'exhausted', exhausted)
    end
  end
  if session ~= '' or earned > 0 or paid then
    tell(session ~= '' and session or 'member', kind, user, owner, earned, fan)
  end
  local answer = keep(status, code, points)
  -- TASK-9: refunds that came before their order take their turn, in the order in which they happened
  if paid then
    local waiting = call('LRANGE', 'p' .. order_key, 0, -1)
    if #waiting > 0 then
      local items = {}
      for index, text in ipairs(waiting) do items[index] = cmsgpack.unpack(text) end
      table.sort(items, function(a, b) return a[3] < b[3] or (a[3] == b[3] and a[5] < b[5]) end)
      for _, item in ipairs(items) do
        local late = item[3] >= at
        refund(user, owner, order_key, item[1], item[2], late and item[3] or at, late and item[4] or day, now_rules, item[5])
      end
      call('DEL', 'p' .. order_key)
      call('ZREM', 'waiting', 'p' .. order_key)
    end
  end
  return answer
end

-- Members first … past-1 of a club. args: owner, number of the club, first, past, joined (UTC ms)
local function fill(_, args)
  call = redis.call
  local owner, club = args[1], args[2]
  call('SET', 'club|' .. owner, 'CNY')
  for member = tonumber(args[3]), tonumber(args[4]) - 1 do
    call('HSET', 'm|u' .. club .. '-' .. member .. SEP .. owner, 'points', 0, 'level', 1, 'seq', 0, 'lit', 0, 'joined', args[5])
  end
  call('HINCRBY', 'lv|' .. owner, 1, args[4] - args[3])
  return 'OK'
end

-- Entries and their points in a list of ledger keys, for the check that all ways agree.
local function ledger(keys)
  call = redis.call
  local entries, points = 0, 0
  for _, key in ipairs(keys) do
    for _, text in ipairs(call('LRANGE', key, 0, -1)) do
      entries = entries + 1
      points = points + cmsgpack.unpack(text)[5]
    end
  end
  return { entries, points }
end

redis.register_function('apply', apply)
redis.register_function('fill', fill)
redis.register_function('ledger', ledger)
