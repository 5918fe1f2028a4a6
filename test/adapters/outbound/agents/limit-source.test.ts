import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { antigravityLimits } from '../../../../adapters/outbound/agents/antigravity/limit-source.antigravity.js'
import { memoryClock } from '../../../../adapters/outbound/memory/clock.memory.js'
import { memoryCommandRunner } from '../../../../adapters/outbound/memory/command-runner.memory.js'
import { memoryLimitSource } from '../../../../adapters/outbound/memory/agents.memory.js'
import { moshiHookLimits } from '../../../../adapters/outbound/moshi-hook/limit-source.moshi-hook.js'
import { makeStatusLineLimits } from '../../../../application/usage/status-line-limits.js'
import { makeStatusLines } from '../../../../application/attention/status-lines.js'
import { readStatusLine } from '../../../../adapters/outbound/agents/claude-code/status-line.js'
import { describeLimitSource } from '../../../contracts/limit-source.contract.js'
import { describeFake } from '../../../contracts/mutants.js'
import { scratchFolder } from '../../../support/scratch-folder.js'
import { sessionId } from '../../../../domain/sessions/session-id.js'
import { CLAUDE_CODE } from '../../../support/agents.js'

/** On a whole second, by the clock on the wall, as the logs of Antigravity have it. */
const NOW = new Date(2026, 5, 1, 7, 35, 46).getTime()
const SOON = NOW / 1_000 + 3_600

const nothing = (): Promise<void> => Promise.resolve()
const iso = (seconds: number): string => new Date(seconds * 1_000).toISOString()

describeFake(describeLimitSource, ['source'], () => {
  const { source, tell } = memoryLimitSource()
  return Promise.resolve({
    source,
    use: (resetsAt) => {
      const windows = [{ label: '5h', usedPercentage: 90, resetsAt, isLimited: false }]
      tell([{ ...ACCOUNT, windows }])
      return nothing()
    },
    garble: () => {
      tell([])
      return nothing()
    },
    soon: SOON,
    close: nothing,
  })
})

const ACCOUNT = {
  accountId: 'claude:abc',
  accountLabel: 'Max 5x',
  agent: CLAUDE_CODE,
  hostName: 'studio',
  capturedAt: '2026-11-24T13:31:54.000Z',
  isLimited: false,
}

describeLimitSource('moshi-hook', () => {
  const runner = memoryCommandRunner()
  let stdout = '[]'
  runner.script(([program, verb]) => (program === 'moshi-hook' && verb === 'usage' ? { stdout } : null))
  return Promise.resolve({
    source: moshiHookLimits(runner),
    use: (resetsAt) => {
      const windows = [{ label: '5h', usedPercentage: 42.5, resetsAt: iso(resetsAt) }]
      stdout = JSON.stringify([{ accountId: 'claude:abc', agent: 'claude-code', windows }])
      return nothing()
    },
    garble: () => {
      stdout = stdout.slice(0, -3)
      return nothing()
    },
    soon: SOON,
    close: nothing,
  })
})

describeLimitSource('the logs of Antigravity', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'penates-antigravity-'))
  const file = join(folder, 'cli-20260601_070000.log')
  return {
    source: antigravityLimits({ folder, clock: memoryClock(NOW) }),
    use: (resetsAt) => writeFile(file, refused('E0601 07:35:46', `${String(resetsAt - NOW / 1_000)}s`)),
    garble: () => writeFile(file, Buffer.alloc(4_096, 0xff)),
    soon: SOON,
    close: () => rm(folder, { recursive: true }),
  }
})

const refused = (prefix: string, left: string): string =>
  `I0601 07:00:00.000001 1 main.go:1] started\n${prefix}.123456 7 api.go:3] RESOURCE_EXHAUSTED (429): Resets in ${left}.\n`

describeLimitSource('status lines', () => {
  const clock = memoryClock(NOW)
  const statusLines = makeStatusLines({ clock })
  const put = (five_hour: object): Promise<void> => {
    statusLines.put(sessionId('cc-shop'), readStatusLine({ rate_limits: { five_hour } }))
    return nothing()
  }
  return Promise.resolve({
    source: makeStatusLineLimits({ statusLines, clock }),
    use: (resets_at) => put({ used_percentage: 12.5, resets_at }),
    garble: () => {
      clock.advance(5 * 3_600_000)
      return put({ used_percentage: 'NaN', resets_at: SOON })
    },
    soon: SOON,
    close: nothing,
  })
})

describe('limits of moshi-hook', () => {
  const from = async (program: Parameters<ReturnType<typeof memoryCommandRunner>['script']>[0] | null) => {
    const runner = memoryCommandRunner()
    if (program !== null) runner.script(program)
    return moshiHookLimits(runner)()
  }

  it('are empty where it is missing, fails, hangs or prints something else', async () => {
    expect(await from(null)).to.deep.equal([])
    expect(await from(() => 'never-ends')).to.deep.equal([])
    expect(await from(() => ({ exitCode: 1, stdout: '[{"accountId":"a","agent":"b","windows":[]}]' }))).to.deep.equal(
      [],
    )
    const others = [
      '',
      'no',
      'null',
      '{}',
      '7',
      '[null,7,[]]',
      '[{"accountId":7,"agent":"a","windows":[]}]',
      '[{"a":NaN}]',
    ]
    for (const stdout of [...others, '[{"accountId":"a","agent":"b","windows":[7]}]'])
      expect(await from(() => ({ stdout }))).to.deep.equal([])
  })

  it('are read for what they are; what is no number or no time is unknown', async () => {
    const windows = [
      { label: '5h', usedPercentage: 42.5, resetsAt: '2026-11-24T20:26:40.500Z' },
      { label: '7d', usedPercentage: '12', resetsAt: 'soon' },
      { label: 7, usedPercentage: 1e9, resetsAt: 1_795_570_000, limited: true },
      { usedPercentage: -1 },
    ]
    const account = {
      accountId: 'a',
      accountLabel: 7,
      agent: 'codex',
      capturedAt: '2026-11-24',
      limited: 'yes',
      windows,
    }
    expect(await from(() => ({ stdout: JSON.stringify([account]) }))).to.deep.equal([
      {
        accountId: 'a',
        accountLabel: null,
        agent: 'codex',
        hostName: null,
        capturedAt: '2026-11-24T00:00:00.000Z',
        isLimited: false,
        windows: [
          { label: '5h', usedPercentage: 42.5, resetsAt: 1_795_552_000, isLimited: false },
          { label: '7d', usedPercentage: null, resetsAt: null, isLimited: false },
          { label: null, usedPercentage: 100, resetsAt: null, isLimited: true },
          { label: null, usedPercentage: 0, resetsAt: null, isLimited: false },
        ],
      },
    ])
  })
})

describe('limits in the logs of Antigravity', () => {
  const folder = scratchFolder()
  const resetsAt = async (logs: Readonly<Record<string, string>>, now = NOW): Promise<number | null | undefined> => {
    for (const [name, text] of Object.entries(logs)) await writeFile(join(folder(), name), text)
    const [account] = await antigravityLimits({ folder: folder(), clock: memoryClock(now) })()
    return account?.windows[0]?.resetsAt
  }

  it('are the latest of all resets, independent of how they are split', async () => {
    const logs = { 'cli-20260601_070000.log': refused('E0601 07:35:46', '1d2h3m4s') + refused('E0601 07:30:00', '9m') }
    expect(await resetsAt(logs)).to.equal(NOW / 1_000 + 86_400 + 7_200 + 180 + 4)
  })

  it('are over once the reset is', async () => {
    const logs = { 'cli-20260601_070000.log': refused('E0601 07:35:46', '60s') }
    expect(await resetsAt(logs, NOW + 59_000)).to.equal(NOW / 1_000 + 60)
    expect(await resetsAt(logs, NOW + 60_000)).to.equal(undefined)
  })

  it('of a log that goes on into the new year are of that year', async () => {
    const newYear = new Date(2027, 0, 1, 0, 10, 0).getTime()
    const logs = { 'cli-20261231_235900.log': refused('E0101 00:10:00', '2h') }
    expect(await resetsAt(logs, newYear)).to.equal(newYear / 1_000 + 7_200)
  })

  it('are not taken from a log without a refusal, from an old one, from a line without a time or a number', async () => {
    const others = Object.fromEntries([1, 2, 3, 4, 5].map((day) => [`cli-2026060${String(day)}_000000.log`, 'quiet']))
    const none = {
      ...others,
      'cli-20260531_000000.log': refused('E0601 07:35:46', '2h'),
      'cli-20260605_000000.log': 'E0601 07:35:46.1 7 api.go:3] Resets in 2h\n',
      'cli-20260604_000000.log': `${refused('07:35:46', '2h')}${refused('E0601 07:35:46', 'h')}`,
      'notes.log': refused('E0601 07:35:46', '2h'),
    }
    expect(await resetsAt(none)).to.equal(undefined)
  })

  it('are empty where the folder is missing, or a log is a folder or a link', async () => {
    const elsewhere = join(folder(), 'elsewhere')
    await writeFile(elsewhere, refused('E0601 07:35:46', '2h'))
    await symlink(elsewhere, join(folder(), 'cli-20260601_070000.log'))
    await mkdir(join(folder(), 'cli-20260601_080000.log'))
    expect(await resetsAt({})).to.equal(undefined)
    expect(await antigravityLimits({ folder: join(folder(), 'missing'), clock: memoryClock(NOW) })()).to.deep.equal([])
  })
})

describe('limits of status lines', () => {
  it('outlive their session, and end with their window', async () => {
    const clock = memoryClock(NOW)
    const statusLines = makeStatusLines({ clock })
    const source = makeStatusLineLimits({ statusLines, clock })
    const rate_limits = {
      five_hour: { used_percentage: 97, resets_at: SOON },
      seven_day: { used_percentage: 120, resets_at: SOON + 86_400 },
    }
    statusLines.put(sessionId('cc-shop'), readStatusLine({ rate_limits }))
    statusLines.put(sessionId('cc-other'), readStatusLine({ cost: { total_cost_usd: 1 } }))
    statusLines.forget(sessionId('cc-shop'))
    const shown = async () => (await source())[0]?.windows.map(({ label, usedPercentage }) => [label, usedPercentage])
    expect(await shown()).to.deep.equal([
      ['5h', 97],
      ['7d', 100],
    ])
    clock.advance(3_600_000)
    expect(await shown()).to.deep.equal([['7d', 100]])
  })
})
