import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { changedPlan, DEFAULT_PUSH_PLAN, dueToday, isQuietAt, type PushPlanChange } from '../../../domain/push/plan.js'
import { invalidPushPlan } from '../../../domain/push/errors.js'
import { clockTime } from '../../../domain/shared/calendar-day.js'
import { zoneOffsets } from '../../../domain/usage/time-zone.js'

const [MINUTE, DAY] = [60_000, 86_400_000]
const NOON = Date.UTC(2026, 5, 1, 12)

const changed = (change: PushPlanChange, now = NOON) => changedPlan(DEFAULT_PUSH_PLAN, change, { now, timeZone: 'UTC' })

describe('the plan of messages', () => {
  it('keeps what a change leaves out, and drops other fields of the hours', () => {
    const quiet = { from: '22:00', to: '07:00', more: 1 }
    const first = changed({ reminderMinutes: 15, quiet })
    expect(first).to.deep.equal(
      E.right({ ...DEFAULT_PUSH_PLAN, reminderMinutes: 15, quiet: { from: '22:00', to: '07:00' } }),
    )
    const again = E.isRight(first) ? changedPlan(first.right, { quiet: null }, { now: NOON, timeZone: 'UTC' }) : first
    expect(again).to.deep.equal(E.right({ ...DEFAULT_PUSH_PLAN, reminderMinutes: 15 }))
  })

  const invalid: ReadonlyArray<readonly [PushPlanChange, Parameters<typeof invalidPushPlan>[0]]> = [
    [{ reminderMinutes: 4 }, 'reminderMinutes'],
    [{ reminderMinutes: -5 }, 'reminderMinutes'],
    [{ reminderMinutes: 5.5 }, 'reminderMinutes'],
    [{ reminderMinutes: 1441 }, 'reminderMinutes'],
    [{ reminderMinutes: '15' }, 'reminderMinutes'],
    [{ quiet: { from: '22:00', to: '22:00' } }, 'quiet'],
    [{ quiet: { from: '24:00', to: '07:00' } }, 'quiet'],
    [{ quiet: { from: '22:60', to: '07:00' } }, 'quiet'],
    [{ quiet: { from: '9:00', to: '07:00' } }, 'quiet'],
    [{ quiet: { from: '22:00' } }, 'quiet'],
    [{ quiet: '22:00-07:00' }, 'quiet'],
    [{ quiet: [] }, 'quiet'],
    [{ todayAt: '8' }, 'todayAt'],
    [{ todayAt: 8 }, 'todayAt'],
    [{ timeZone: 'Europe/Nowhere' }, 'timeZone'],
    [{ timeZone: '+02:00' }, 'timeZone'],
    [{ timeZone: '' }, 'timeZone'],
    [{ contact: 'mailto:me' }, 'contact'],
    [{ contact: 'mailto:me@localhost' }, 'contact'],
    [{ contact: 'https://localhost' }, 'contact'],
    [{ contact: 'javascript:alert(1)' }, 'contact'],
    [{ contact: 'me@example.com' }, 'contact'],
  ]
  for (const [change, part] of invalid)
    it(`refuses ${JSON.stringify(change)}`, () => {
      expect(changed(change)).to.deep.equal(E.left(invalidPushPlan(part)))
    })

  it('takes contacts with a domain', () => {
    for (const contact of ['mailto:me+hub@mail.example.com', 'https://hub.example.com', 'https://example.org/contact'])
      expect(E.isRight(changed({ contact })), contact).to.equal(true)
  })

  it('throws for no input', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (quiet, todayAt, timeZone) => {
        changed({ quiet, todayAt, timeZone })
      }),
    )
  })
})

/** Zones whose clocks change, at 2:00, at 1:00 UTC, at midnight, by half an hour; and one whose clocks do not. */
const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Africa/Casablanca',
  'Asia/Kolkata',
]
const zone = fc.constantFrom(...ZONES)
const time = fc.integer({ min: 0, max: 1439 }).map((minute) => {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60]
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
})
const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
const year = fc.integer({ min: Date.UTC(2026, 0, 1) / MINUTE, max: Date.UTC(2026, 11, 31) / MINUTE })

describe('quiet hours', () => {
  it('are those of the clock on the wall, across midnight too', () => {
    const night = { from: '22:00', to: '07:00' }
    const at = (hour: number, minute: number) => isQuietAt(night, 'UTC', Date.UTC(2026, 0, 1, hour, minute))
    expect([at(21, 59), at(22, 0), at(23, 59), at(0, 0), at(6, 59), at(7, 0)]).to.deep.equal([
      ...[false, true, true, true, true, false],
    ])
  })

  it('agree with the offset of the zone at any minute of a year', () => {
    fc.assert(
      fc.property(zone, time, time, year, (timeZone, from, to, minute) => {
        fc.pre(from !== to)
        const at = minute * MINUTE
        const quarter = at - (at % (15 * MINUTE))
        const wall = Math.floor(((at + zoneOffsets(timeZone)(quarter)) % DAY) / MINUTE)
        const [start, length] = [minutesOf(from), (minutesOf(to) - minutesOf(from) + 1440) % 1440]
        expect(isQuietAt({ from, to }, timeZone, at)).to.equal((wall - start + 1440) % 1440 < length)
      }),
      { numRuns: 300 },
    )
  })

  it('end once a day, and a second time at most where an hour comes twice', () => {
    fc.assert(
      fc.property(zone, time, time, year, (timeZone, from, to, minute) => {
        fc.pre(from !== to)
        const starts = Array.from({ length: 1441 }, (_, after) => (minute + after) * MINUTE)
        const states = starts.map((at) => isQuietAt({ from, to }, timeZone, at))
        const ends = states.filter((isQuiet, index) => index > 0 && !isQuiet && states[index - 1] === true).length
        const shift = zoneOffsets(timeZone)(starts[0] ?? 0) - zoneOffsets(timeZone)((starts[0] ?? 0) + DAY)
        expect(ends).to.be.at.most(shift > 0 ? 2 : 1)
      }),
      { numRuns: 25 },
    )
  })
})

describe('the message about the day', () => {
  const plan = { ...DEFAULT_PUSH_PLAN, todayAt: '08:00' }

  it('is due once a day from its time on, for four hours', () => {
    const at = (hour: number, minute = 0) => Date.UTC(2026, 5, 1, hour, minute)
    const due = [at(7, 59), at(8), at(11, 59), at(12)].map((now) => dueToday(plan, 'UTC', now))
    expect(due).to.deep.equal([null, '2026-06-01', '2026-06-01', null])
    expect(dueToday({ ...plan, todayOn: '2026-06-01' }, 'UTC', at(9))).to.equal(null)
    expect(dueToday(DEFAULT_PUSH_PLAN, 'UTC', at(9))).to.equal(null)
  })

  it('is not due on the day on which its time is set too late', () => {
    const late = changed({ todayAt: '08:00' }, Date.UTC(2026, 5, 1, 9))
    const early = changed({ todayAt: '08:00' }, Date.UTC(2026, 5, 1, 7))
    expect([late, early].map((one) => E.isRight(one) && one.right.todayOn)).to.deep.equal(['2026-06-01', null])
  })

  it('comes on every day of the year in every zone, also where the clock skips its time', () => {
    fc.assert(
      fc.property(
        zone,
        time.filter((at) => at < '20:00'),
        (timeZone, todayAt) => {
          let todayOn: string | null = null
          const days: string[] = []
          for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 15 * MINUTE) {
            const due = dueToday({ ...plan, todayAt, todayOn }, timeZone, at)
            if (due === null) continue
            days.push(due)
            todayOn = due
            expect(clockTime(timeZone, at) >= todayAt).to.equal(true)
          }
          expect(new Set(days).size).to.equal(days.length)
          expect(days.length).to.be.within(364, 366)
        },
      ),
      { numRuns: 3 },
    )
  }).timeout(60_000)

  it('is due at the first minute after its time where the clock goes forward', () => {
    // 2026-03-29 in Berlin: 02:00 to 03:00 is skipped.
    const skipped = { ...plan, todayAt: '02:30' }
    const at = Date.UTC(2026, 2, 29, 1)
    expect(dueToday(skipped, 'Europe/Berlin', at - MINUTE)).to.equal(null)
    expect(dueToday(skipped, 'Europe/Berlin', at)).to.equal('2026-03-29')
  })
})
