import * as TE from 'fp-ts/lib/TaskEither.js'
import { listenFault, type StartFault } from '../../../../adapters/inbound/cli/start-fault.js'
import { memoryAgentSettings } from '../../../../adapters/outbound/memory/agent-settings.memory.js'
import { memoryOwnPrices } from '../../../../adapters/outbound/memory/stores.memory.js'
import { memoryServiceManager } from '../../../../adapters/outbound/memory/service-manager.memory.js'
import { memoryStateArchive } from '../../../../adapters/outbound/memory/state-archive.memory.js'
import type { Finding } from '../../../../application/doctor/prerequisite.port.js'
import { unavailable } from '../../../../application/shared/errors.js'
import { eventually } from '../../../support/eventually.js'
import { hooksOfClaude, runCli as run, WELL, type CliRun as Run } from '../../../support/run-cli.js'
import { systemError } from '../../../support/faulty-disk.js'

const MISSING: Finding = { name: 'tmux', state: 'fault', detail: 'not there', mend: 'Install tmux' }

describe('penates', () => {
  it('explains itself', async () => {
    const [asked, bare] = [await run('--help'), await run('sessions')]
    expect([asked.code, asked.err, bare.code, bare.out]).to.deep.equal([0, '', 2, ''])
    for (const name of ['serve', 'service', 'token', 'hooks', 'audit', 'prices', 'backup', 'restore', 'doctor'])
      expect(asked.out).to.contain(name)
  })

  it('explains each command, in both ways of asking', async () => {
    for (const name of ['serve', 'service', 'token', 'hooks', 'audit', 'backup', 'restore', 'doctor']) {
      const [one, other] = [await run(`${name} --help`), await run(`help ${name}`)]
      expect([one, one.out.startsWith(`Usage: penates ${name}`)]).to.deep.equal([other, true])
    }
  })

  it('runs the hub without a command', async () => {
    const alone = await run('')
    expect([alone.code, alone.err]).to.deep.equal([0, ''])
    expect(alone.out).to.contain('is running').and.contain('#token=')
  })

  it('tells its version', async () => {
    expect([await run('--version'), await run('-v')]).to.deep.equal(
      Array<Run>(2).fill({ code: 0, out: '1.2.3\n', err: '' }),
    )
  })

  for (const line of ['dance', '--dance', 'serve now', 'serve --jsn', 'token burn', 'token show it', 'doctor x']) {
    it(`ends ${JSON.stringify(line)} with 2 and where to look`, async () => {
      const { code, out, err } = await run(line)
      expect([code, out, /See: penates .*--help/.test(err)]).to.deep.equal([2, '', true])
    })
  }

  it('lists the options of the command when one is unknown, and names the variable that it stands for', async () => {
    const errors = await Promise.all(
      ['serve --port 3477', 'doctor --port 1'].map(async (line) => (await run(line)).err),
    )
    const options = '  Options: --json, -q, --quiet\n'
    expect(errors).to.deep.equal([
      `penates: unknown option '--port'\n  PORT is a variable of the environment: Port to listen on; 0 takes a free one.\n${options}  See: penates serve --help\n`,
      `penates: unknown option '--port'\n${options}  See: penates doctor --help\n`,
    ])
  })

  for (const line of ['serve', 'token', 'token rotate']) {
    it(`names every fault of the environment when asked to ${line}`, async () => {
      const { code, out, err } = await run(line, { environment: { PORT: 'x', HOST: '?' } })
      expect([code, out, err.includes('PORT'), err.includes('HOST')]).to.deep.equal([1, '', true, true])
    })
  }
})

describe('penates serve', () => {
  it('prints a link with the token in its fragment, and ends well when asked to stop', async () => {
    const { code, out } = await run('serve')
    expect([code, out.includes('\n  http://127.0.0.1:3333/#token=abc\n')]).to.deep.equal([0, true])
  })

  it('keeps the token out of pipes, files and journals, and names the command that prints it', async () => {
    const { out } = await run('serve', { isOutTerminal: false })
    expect([out.includes('abc'), out.includes('\n  http://127.0.0.1:3333/\n')]).to.deep.equal([false, true])
    expect(out).to.include('penates token --link')
  })

  it('prints a link without a token when there is none', async () => {
    const startHub = () => TE.right({ url: 'http://127.0.0.1:1', token: null, stop: () => Promise.resolve() })
    expect((await run('serve', { startHub })).out).to.contain('\n  http://127.0.0.1:1/\n')
  })

  it('runs until it is asked to stop, and stops before it ends', async () => {
    const steps: string[] = []
    let ask: () => void = () => undefined
    const running = run('serve', {
      startHub: () =>
        TE.fromIO(() => {
          steps.push('started')
          return { url: '', token: null, stop: () => Promise.resolve(void steps.push('stopped')) }
        }),
      stopAsked: () =>
        new Promise((resolve) => {
          ask = resolve
        }),
    })
    await eventually(() => void expect(steps).to.deep.equal(['started']))
    steps.push('asked')
    ask()
    await running
    expect(steps).to.deep.equal(['started', 'asked', 'stopped'])
  })

  const faults: ReadonlyArray<readonly [StartFault, RegExp]> = [
    [listenFault(systemError('EADDRINUSE'), '127.0.0.1', 3333), /port 3333 .* taken[^]*PORT/],
    [listenFault(systemError('EACCES'), '127.0.0.1', 80), /port 80[^]*1024/],
    [listenFault(systemError('EADDRNOTAVAIL'), '10.0.0.1', 80), /10\.0\.0\.1[^]*HOST/],
    [listenFault(systemError('EIO'), '10.0.0.1', 80), /listener[^]*doctor/],
    [{ _tag: 'FolderHeld', folder: '/state', pid: 42, url: 'http://x' }, /\/state .*42, http:\/\/x[^]*PENATES_HOME/],
    [{ _tag: 'FolderHeld', folder: '/state', pid: null, url: null }, /\/state .*unknown/],
    [{ _tag: 'NotFit', findings: [MISSING] }, /tmux: not there[^]*Install tmux/],
    [unavailable('store', 'full'), /store: full[^]*doctor/],
    [unavailable('state folder', 'EROFS'), /EROFS[^]*PENATES_HOME/],
  ]
  for (const [fault, words] of faults) {
    it(`ends with 1, what is wrong and how to mend it: ${words.source}`, async () => {
      const { code, out, err } = await run('serve', { startHub: () => TE.left(fault) })
      expect([code, out]).to.deep.equal([1, ''])
      expect(err).to.match(words)
    })
  }
})

describe('penates token', () => {
  it('prints the stored token and nothing else', async () => {
    expect([await run('token'), await run('token show')]).to.deep.equal(
      Array<Run>(2).fill({ code: 0, out: 'stored\n', err: '' }),
    )
  })

  it('prints the one that is given', async () => {
    expect((await run('token', { environment: { AUTH_TOKEN: 'given' } })).out).to.equal('given\n')
  })

  it('prints the link to the hub that runs, else to where it would', async () => {
    const runningUrl = () => Promise.resolve('http://127.0.0.1:4444')
    expect([
      (await run('token --link', { runningUrl })).out,
      (await run('token --link', { environment: { PORT: '99' } })).out,
    ]).to.deep.equal(['http://127.0.0.1:4444/#token=stored\n', 'http://127.0.0.1:99/#token=stored\n'])
  })

  it('rotates', async () => {
    expect(await run('token rotate')).to.deep.equal({ code: 0, out: 'rotated\n', err: '' })
  })

  it('says what is in the way', async () => {
    const none = () => ({ show: TE.right(null), rotate: TE.right('') })
    const broken = () => ({
      show: TE.left(unavailable('token', 'torn')),
      rotate: TE.left(unavailable('token', 'full')),
    })
    const runs = [
      await run('token', { storedToken: none }),
      await run('token', { storedToken: broken }),
      await run('token rotate', { storedToken: broken }),
      await run('token', { environment: { AUTH_TOKEN: ' ' } }),
      await run('token rotate', { environment: { AUTH_TOKEN: 'given' } }),
    ]
    expect(
      runs.map(({ code, out, err }) => [code, out, /no token yet|torn|full|AUTH_TOKEN/.exec(err)?.[0]]),
    ).to.deep.equal(['no token yet', 'torn', 'full', 'AUTH_TOKEN', 'AUTH_TOKEN'].map((words) => [1, '', words]))
  })
})

describe('penates doctor', () => {
  const ill = () => () => Promise.resolve({ findings: [WELL, MISSING], isFit: false })

  it('ends with 0 when the hub can run', async () => {
    const { code, out } = await run('doctor')
    expect([code, out]).to.deep.equal([0, 'ok     git  2.47\n\nThe hub can run.\n'])
  })

  it('ends with 1 and the mend for each fault when it cannot', async () => {
    const { code, out } = await run('doctor', { examine: ill })
    expect([code, out.includes('FAULT  tmux  not there\n'), out.includes('-> Install tmux\n')]).to.deep.equal([
      1,
      true,
      true,
    ])
  })

  it('tells the same to machines', async () => {
    const { code, out } = await run('doctor --json', { examine: ill })
    expect([code, JSON.parse(out)]).to.deep.equal([1, { ok: false, findings: [WELL, MISSING] }])
  })

  it('takes faults of the environment for what they are', async () => {
    const { code, out } = await run('doctor', { environment: { PORT: 'x' } })
    expect([code, /^FAULT {2}PORT {2}must be/m.test(out)]).to.deep.equal([1, true])
  })

  describe('hooks', () => {
    const withSettings = (text: string | null = null) => {
      const settings = memoryAgentSettings(text)
      return {
        settings,
        world: {
          hooks: () => [hooksOfClaude(settings)],
          runningUrl: () => Promise.resolve('http://127.0.0.1:4444'),
        },
      }
    }

    it('are put in for the hub that runs, told of, and taken out', async () => {
      const { settings, world } = withSettings()
      const before = await run('hooks', world)
      const installed = await run('hooks install --strict', world)
      const after = await run('hooks status', world)
      expect([before.code, installed.code, after.code]).to.deep.equal([1, 0, 0])
      expect(before.out).to.contain('No hooks of Penates.')
      expect(installed.out).to.contain('http://127.0.0.1:4444').and.to.contain('wrapper that refuses')
      expect((await run('hooks install --strict', world)).out).to.contain('Nothing had to be changed.')
      await run('hooks remove', world)
      expect(settings.text).to.equal('{}\n')
    })

    it('leave settings alone that they cannot read', async () => {
      const { code, err } = await run('hooks install', withSettings('{').world)
      expect([code, err]).to.deep.equal([
        1,
        'penates: the settings of Claude Code were left alone: they are no JSON.\n  Mend /home/me/.claude/settings.json, then try again.\n',
      ])
    })

    it('refuse what makes no sense', async () => {
      const codes = [await run('hooks polish'), await run('hooks remove --strict'), await run('hooks install now')]
      expect(codes.map(({ code }) => code)).to.deep.equal([2, 2, 2])
    })
  })

  describe('audit verify', () => {
    const problems = ['edited', 'missing', 'reordered', 'cut', 'unreadable', 'no-head'] as const

    it('counts the records of a log that is whole', async () => {
      expect(await run('audit verify')).to.deep.equal({ code: 0, out: 'approvals.log is whole: 3 records.\n', err: '' })
      expect((await run('audit')).code).to.equal(2)
    })

    it('names the first record that is not as it was written', async () => {
      for (const problem of problems) {
        const fault = { problem, seq: 7, line: 8 }
        const { code, err } = await run('audit verify', {
          approvalsLog: () => ({ check: TE.right({ records: 9, fault }) }),
        })
        expect([code, /7|head/.test(err)]).to.deep.equal([1, true])
      }
    })

    it('says when the log cannot be read', async () => {
      const check = TE.left(unavailable('approvals log', 'EACCES'))
      expect(await run('audit verify', { approvalsLog: () => ({ check }) })).to.include({
        code: 1,
        err: 'penates: EACCES\n',
      })
    })
  })
})

describe('penates service', () => {
  const serviceOf = (manager = memoryServiceManager(), leftOut: ReadonlyArray<string> = []) => ({
    service: () => ({
      manager,
      spec: { argv: ['/node', '/penates', 'serve'] as const, directory: '/home/dev', environment: {} },
      leftOut,
      log: () => Promise.resolve(['one', 'two']),
    }),
  })

  it('installs, tells, and removes', async () => {
    const world = serviceOf(memoryServiceManager(), ['AUTH_TOKEN'])
    const runs = []
    for (const action of ['status', 'install', 'status', 'remove', 'remove', 'logs'])
      runs.push(await run(`service ${action}`, world))
    expect(runs.map(({ code }) => code)).to.deep.equal([1, 0, 0, 0, 0, 0])
    expect(runs[0]?.out).to.equal('penates.service is not installed.\n')
    expect(runs[1]?.out).to.match(/^Installed penates\.service: [^]*AUTH_TOKEN is a secret/)
    expect(runs[2]?.out).to.match(/is installed, starts by itself, runs as process \d+\.\n/)
    expect(runs.slice(3).map(({ out }) => out)).to.deep.equal([
      'Removed penates.service; sessions keep running.\n',
      'penates.service was not installed.\n',
      'one\ntwo\n',
    ])
  })

  it('does not install beside a hub that was started by hand', async () => {
    const manager = memoryServiceManager()
    const { code, err } = await run('service install', {
      ...serviceOf(manager),
      runningUrl: () => Promise.resolve('http://127.0.0.1:3333'),
    })
    expect([code, err.includes('http://127.0.0.1:3333')]).to.deep.equal([1, true])
  })

  it('says what to do where there is no service manager', async () => {
    const manager = memoryServiceManager()
    manager.controls.takeAway()
    for (const action of ['install', 'status', 'remove']) {
      const { code, err } = await run(`service ${action}`, serviceOf(manager))
      expect([code, err.includes('penates serve')]).to.deep.equal([1, true])
    }
  })

  for (const line of ['service', 'service dance', 'service __proto__', 'service constructor', 'service status now'])
    it(`ends ${JSON.stringify(line)} with 2`, async () => {
      expect((await run(line)).code).to.equal(2)
    })

  describe('prices check', () => {
    const ownPrices = memoryOwnPrices()
    const rates = { input: 7, output: 8, cacheRead: 9, cacheWrite5m: 10, cacheWrite1h: 11 }
    const own = {
      model: 'claude-opus-5',
      from: null,
      variant: 'standard',
      rates,
      beyond: null,
      source: 'my contract',
    } as const

    it('prints what counts and where it is from, and which models have no price', async () => {
      ownPrices.put({ rows: [own], fault: null })
      const used = [
        { model: 'claude-opus-4-8-20260115', unpricedTokens: 0 },
        { model: 'mystery', unpricedTokens: 12 },
      ]
      const { code, out } = await run('prices check', {
        ownPrices: () => ownPrices,
        usedModels: () => Promise.resolve(used),
      })
      expect([code, out.match(/^claude-opus-5 .*$/gm)?.map((line) => line.replace(/ +/g, ' '))]).to.deep.equal([
        0,
        ['claude-opus-5 standard 7 8 9 10 11 my contract'],
      ])
      expect(out).to.match(/beyond 272000 +10 +45 +1 /)
      expect(out).to.contain(
        '  claude-opus-4-8-20260115: priced as claude-opus-4-8\n  mystery: 12 tokens without a price\n',
      )
    })

    it('says what is wrong with prices.json and that the built-in table goes on', async () => {
      ownPrices.put({ rows: [], fault: 'wrong or missing: prices.0.input' })
      const { code, out, err } = await run('prices check', { ownPrices: () => ownPrices })
      expect([code, err.split('\n')[0]]).to.deep.equal([
        1,
        'penates: prices.json is not used: wrong or missing: prices.0.input',
      ])
      expect(out).to.match(/claude-opus-5 +standard +5 +25 /)
      expect((await run('prices')).code).to.equal(2)
    })
  })
})

describe('penates backup and restore', () => {
  it('write a file, and put it back once it may replace what is there', async () => {
    const archive = memoryStateArchive()
    archive.state.set('board.json', 'cards')
    const world = { stateArchive: () => archive }
    const runs = []
    for (const line of ['backup /b', 'backup /b', 'restore /b', 'restore /b --overwrite', 'restore /none'])
      runs.push(await run(line, world))
    expect(runs.map(({ code }) => code)).to.deep.equal([0, 1, 1, 0, 1])
    expect(runs.map(({ out, err }) => out + err).join('')).to.match(
      /Wrote 1 files into \/b[^]*\/b exists already[^]*--overwrite[^]*Restored 1 files[^]*is in \/state\.before-1[^]*cannot be used/,
    )
  })

  it('say that a hub runs', async () => {
    const archive = memoryStateArchive()
    archive.disk.set('/b', new Map())
    archive.setRunning(true)
    expect((await run('restore /b', { stateArchive: () => archive })).err).to.include('Stop it first')
  })

  for (const line of ['backup', 'backup a b', 'restore', 'restore a b', 'backup a --overwrite'])
    it(`end ${JSON.stringify(line)} with 2`, async () => {
      expect((await run(line)).code).to.equal(2)
    })
})
