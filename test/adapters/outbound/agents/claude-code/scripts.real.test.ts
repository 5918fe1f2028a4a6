import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import { fsHookScripts } from '../../../../../adapters/outbound/agents/claude-code/hook-scripts.fs.js'
import { memoryAnswerSigner } from '../../../../../adapters/outbound/memory/agents.memory.js'
import type { WantedHooks } from '../../../../../adapters/outbound/agents/claude-code/settings-text.js'
import { wantedHooks } from '../../../../../adapters/outbound/agents/claude-code/wanted-hooks.js'
import { shellWord } from '../../../../../domain/agents/command-line.js'
import { nodeDisk } from '../../../../../infrastructure/files/disk.js'
import { eventually } from '../../../../support/eventually.js'
import { scratchFolder } from '../../../../support/scratch-folder.js'

interface Hook {
  readonly command: string
  readonly args?: ReadonlyArray<string>
}
const hooksAt = ({ entries }: WantedHooks, event: string): ReadonlyArray<Hook> =>
  (entries[event]?.['hooks'] ?? []) as ReadonlyArray<Hook>
const hookAt = (wanted: WantedHooks, event: string): Hook => {
  const [hook] = hooksAt(wanted, event)
  if (hook === undefined) throw new Error(`no hook at ${event}`)
  return hook
}

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

const CALL = '{"tool_name":"Bash","tool_input":{"command":"rm -rf x"},"permission_mode":"bypassPermissions"}'
const IN_SESSION = { PENATES_TOKEN: 'token', PENATES_SESSION: 'cc-shop' }

/** Modules loaded before a script: one throws while it waits, the other lets its process end while it waits. */
const THROWS = 'setTimeout(() => { throw new Error("unexpected") }, 300)'
const UNREFS_SOCKETS = `import { Socket } from "node:net"
const { connect } = Socket.prototype
Socket.prototype.connect = function (...args) { return connect.apply(this, args).unref() }`

describe('the scripts that hooks run', () => {
  const folder = scratchFolder()
  let hub: Server
  let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void
  let heard: { url: string | undefined; headers: IncomingMessage['headers']; body: string }[]
  /** Path that the hub is mounted below. */
  const BASE = '/base'
  const url = () => `http://127.0.0.1:${String((hub.address() as AddressInfo).port)}${BASE}`
  const scripts = () => fsHookScripts({ disk: nodeDisk, parent: folder() })

  beforeEach(async () => {
    heard = []
    hub = createServer((request, response) => {
      if (request.url?.startsWith(BASE) !== true) {
        response.writeHead(404).end()
        return
      }
      request.url = request.url.slice(BASE.length)
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        heard.push({ url: request.url, headers: request.headers, body })
        answer(request, response, body)
      })
    }).listen(0, '127.0.0.1')
    await once(hub, 'listening')
    await scripts().install()
  })
  afterEach(() => {
    hub.closeAllConnections()
    hub.close()
  })

  /** Runs a command line below a process with the environment of a session, as Claude Code is one. */
  async function run(command: string, input: string, environment: Record<string, string> = IN_SESSION): Promise<Ended> {
    const child = spawn('/bin/sh', ['-c', `${command}; exit $?`], {
      env: { PATH: process.env['PATH'], ...environment },
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
    const [code] = (await once(child, 'close')) as [number | null]
    return { code, out, err }
  }
  const signer = memoryAnswerSigner()
  const wantedFor = (paths = scripts().paths): WantedHooks =>
    wantedHooks({ hubUrl: url(), node: process.execPath, scripts: paths, answerKey: signer.publicKey }, 'strict')
  const commandOf = (
    event: 'PreToolUse' | 'SessionStart' | 'statusLine',
    paths = scripts().paths,
    change: (line: string) => string = (line) => line,
  ): string => {
    const wanted = wantedFor(paths)
    const { command, args } = event === 'statusLine' ? (wanted.statusLine as unknown as Hook) : hookAt(wanted, event)
    return args === undefined
      ? command
      : [command, ...args.slice(0, -1), change(args.at(-1) ?? '')].map(shellWord).join(' ')
  }
  const say = (status: number, body: unknown) => {
    answer = (request, response) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      const signature = signer.sign(`${String(request.headers['x-penates-nonce'])}\n${text}`)
      response.writeHead(status, { 'Content-Type': 'application/json', 'X-Penates-Signature': signature })
      response.end(text)
    }
  }
  const verdict = (output: object) => ({ hookSpecificOutput: { hookEventName: 'PreToolUse', ...output } })

  describe('the program that holds calls in ask', () => {
    /** Below a shell, as Claude Code starts it. */
    const hold = (limit?: number, input = CALL, environment: Record<string, string> = IN_SESSION) => {
      const places = { hubUrl: url(), node: process.execPath, scripts: scripts().paths, answerKey: signer.publicKey }
      const command = hooksAt(wantedHooks(places, 'ask'), 'PreToolUse')[1]?.command ?? ''
      return run(command.replace("'604800'", `'${String(limit ?? 604_800)}' '50'`), input, environment)
    }
    const allowed = verdict({ permissionDecision: 'allow' })

    it('prints the answer of the hub, and asks for no other call', async () => {
      say(200, allowed)
      expect(JSON.parse((await hold()).out)).to.deep.equal(allowed)
      expect(heard[0]).to.deep.include({ url: '/api/hooks/pre-tool-use', body: CALL })
      expect(heard[0]?.headers).to.include({ 'x-penates-gate': 'hold', 'x-penates-hold': '604800' })
      const calls = [CALL.replace('bypassPermissions', 'default'), '']
      for (const call of calls) expect(await hold(undefined, call)).to.deep.equal({ code: 0, out: '', err: '' })
      expect(await hold(undefined, CALL, {})).to.deep.equal({ code: 0, out: '', err: '' })
      expect(heard).to.have.length(1)
    })

    it('leaves the call to the agent where no hub takes it', async () => {
      for (const status of [204, 401, 500]) {
        say(status, '')
        expect(await hold()).to.deep.equal({ code: 0, out: '', err: '' })
      }
      const address = url()
      hub.close()
      hub.closeAllConnections()
      const command = `${process.execPath} ${scripts().paths.hold} ${address} 604800 50`
      expect(await run(command, CALL)).to.deep.equal({ code: 0, out: '', err: '' })
    })

    it('asks again while a hub that has taken the call is away, and lets nothing run but by its answer', async () => {
      const cut = (request: IncomingMessage) => void request.socket.destroy()
      const later = (then: typeof answer): typeof answer => {
        answer = (request) => {
          cut(request)
          answer = (_, response) => {
            response.writeHead(503).end()
            answer = then
          }
        }
        return answer
      }
      later((_, response) => response.end(JSON.stringify(allowed)))
      expect(JSON.parse((await hold()).out)).to.deep.equal(allowed)
      expect(heard).to.have.length(3)
      later((_, response) => response.writeHead(401).end())
      expect((await hold()).out)
        .to.contain('"permissionDecision":"deny"')
        .and.contain('status 401')
    })

    it('refuses at its limit', async () => {
      answer = () => undefined
      expect((await hold(12)).out)
        .to.contain('"permissionDecision":"deny"')
        .and.contain('nobody answered in time')
    })
  })

  it('end with the agent that they wait for, also one that is killed', async () => {
    answer = () => undefined
    const places = { hubUrl: url(), node: process.execPath, scripts: scripts().paths, answerKey: signer.publicKey }
    const asking = hooksAt(wantedHooks(places, 'ask'), 'PreToolUse')[1]?.command ?? ''
    const codex = `'${process.execPath}' '${scripts().paths.report}' PermissionRequest '${url()}' codex 600 || true`
    for (const command of [asking, commandOf('PreToolUse'), codex]) {
      const start = `const { stdin } = require('node:child_process').spawn('/bin/sh', ['-c', ${JSON.stringify(command)}], {
        detached: true,
        stdio: ['pipe', 'ignore', 'ignore'],
      })
      stdin.end(${JSON.stringify(CALL)})
      setInterval(() => undefined, 1000)`
      const env = { PATH: process.env['PATH'], ...IN_SESSION }
      const agent = spawn(process.execPath, ['-e', start], { env, stdio: 'ignore' })
      const asked = once(hub, 'connection') as Promise<[Socket]>
      const [socket] = await asked
      const ended = once(socket, 'close')
      agent.kill('SIGKILL')
      await ended
    }
  })

  describe('the gate of strict sessions', () => {
    const gate = (environment = IN_SESSION) => run(commandOf('PreToolUse'), CALL, environment)

    it('lets a tool run that the hub allowed, with the input it was allowed with', async () => {
      const allowed = verdict({
        permissionDecision: 'allow',
        permissionDecisionReason: 'Approved via Penates',
        updatedInput: { command: 'ls' },
      })
      say(200, allowed)
      const { code, out } = await gate()
      expect([code, JSON.parse(out)]).to.deep.equal([0, allowed])
      expect(heard[0]).to.deep.include({ url: '/api/hooks/pre-tool-use', body: CALL })
      expect(heard[0]?.headers).to.include({
        authorization: 'Bearer token',
        'x-penates-session': 'cc-shop',
        'x-penates-gate': 'wrapper',
      })
    })

    it('goes on without a word where the hub says that it has no opinion', async () => {
      say(200, { penates: 'no-opinion' })
      expect(await gate()).to.deep.equal({ code: 0, out: '', err: '' })
    })

    it('stops it with the reason that the hub gives', async () => {
      say(200, verdict({ permissionDecision: 'deny', permissionDecisionReason: 'not on a Friday' }))
      expect(await gate()).to.deep.equal({ code: 2, out: '', err: 'not on a Friday\n' })
    })

    const nonsense: ReadonlyArray<readonly [string, number, unknown]> = [
      ['nothing', 200, ''],
      ['nothing, with 204', 204, ''],
      ['HTML', 200, '<html>'],
      ['null', 200, 'null'],
      ['another shape', 200, { decision: 'allow' }],
      [
        'an allow for another hook',
        200,
        { hookSpecificOutput: { hookEventName: 'Stop', permissionDecision: 'allow' } },
      ],
      ['an allow in other letters', 200, verdict({ permissionDecision: 'ALLOW' })],
      ['an allow with 500', 500, verdict({ permissionDecision: 'allow' })],
      ['401', 401, { error: 'Unauthorized' }],
      ['403', 403, { error: 'Forbidden' }],
    ]
    for (const [what, status, body] of nonsense)
      it(`stops it when the hub answers ${what}`, async () => {
        say(status, body)
        const { code, out } = await gate()
        expect([code, out]).to.deep.equal([2, ''])
      })

    it('stops it when the hub hangs, hangs up, stops half way or is not there', async () => {
      const codes: unknown[] = []
      const looking = (line: string) => line.replace('; case ', " '300'; case ")
      answer = () => undefined
      codes.push((await run(commandOf('PreToolUse', scripts().paths, looking), CALL)).code)
      expect(heard.map(({ url: path }) => path)).to.include('/healthz')
      answer = (request) => request.socket.destroy()
      codes.push((await run(commandOf('PreToolUse', scripts().paths, looking), CALL)).code)
      answer = (request, response) => {
        response.writeHead(200, { 'Content-Length': '500' })
        response.write('{"penates":"no-opinion"}', () => request.socket.destroy())
      }
      codes.push((await run(commandOf('PreToolUse', scripts().paths, looking), CALL)).code)
      const command = commandOf('PreToolUse')
      hub.close()
      await once(hub, 'close')
      codes.push((await run(command, CALL)).code)
      expect(codes).to.deep.equal([2, 2, 2, 2])
    })

    it('asks a hub again that had taken the call and comes back, and heeds no answer to the request before', async () => {
      const allowed = verdict({ permissionDecision: 'allow' })
      const nonces: unknown[] = []
      answer = (request) => {
        nonces.push(request.headers['x-penates-nonce'])
        request.socket.destroy()
        answer = (second, response) => {
          nonces.push(second.headers['x-penates-nonce'])
          response.writeHead(503).end()
          say(200, allowed)
        }
      }
      const { code, out } = await gate()
      expect([code, JSON.parse(out)]).to.deep.equal([0, allowed])
      expect(new Set([...nonces, heard.at(-1)?.headers['x-penates-nonce']]).size).to.equal(3)
    })

    it('waits for a hub that answers to looks, until the end of its hook', async () => {
      answer = (request, response) => {
        if (request.url === '/healthz') response.end()
      }
      const brief = (line: string) => line.replace("'604800'; case ", "'11.5' '100'; case ")
      const { code, err } = await run(commandOf('PreToolUse', scripts().paths, brief), CALL)
      expect([code, err.trim()]).to.deep.equal([2, 'Penates refused this: nobody answered in time.'])
      expect(heard.filter(({ url: path }) => path === '/healthz').length).to.be.greaterThan(3)
    })

    it('stops it when the script or Node itself is missing, and when the session lost its token', async () => {
      say(200, { penates: 'no-opinion' })
      const gone = await run(commandOf('PreToolUse', { ...scripts().paths, gate: '/nowhere/gate.mjs' }), CALL)
      const noNode = await run(commandOf('PreToolUse').replace(process.execPath, '/nowhere/node'), CALL)
      const half = await gate({ PENATES_SESSION: 'cc-shop', PENATES_TOKEN: '' })
      expect([gone.code, noNode.code, half.code]).to.deep.equal([2, 2, 2])
    })

    it('stops it when the script is empty, ends with 0 or 1, or is killed', async () => {
      say(200, { penates: 'no-opinion' })
      const ends = ['', 'process.exit(0)', 'process.exit(1)', 'process.kill(process.pid, 9)']
      const codes: unknown[] = []
      for (const text of ends) {
        await writeFile(scripts().paths.gate, text)
        codes.push((await gate()).code)
      }
      expect(codes).to.deep.equal([2, 2, 2, 2])
    })

    it('stops it when the script fails unexpectedly or ends without an answer', async () => {
      answer = () => undefined
      const codes: unknown[] = []
      for (const fault of [THROWS, UNREFS_SOCKETS]) {
        const node = `'${process.execPath}'`
        const command = commandOf('PreToolUse', scripts().paths, (line) =>
          line.replace(node, `${node} --import 'data:text/javascript,${encodeURI(fault)}'`),
        )
        codes.push((await run(command, CALL)).code)
      }
      expect(codes).to.deep.equal([2, 2])
    })

    it('stops it when the answer is not signed, signed by another key, or for another request', async () => {
      const allowed = JSON.stringify(verdict({ permissionDecision: 'allow' }))
      const other = memoryAnswerSigner()
      const signatures: ReadonlyArray<(nonce: string) => string | null> = [
        () => null,
        (nonce) => other.sign(`${nonce}\n${allowed}`),
        () => signer.sign(`another nonce\n${allowed}`),
        (nonce) => signer.sign(`${nonce}\n${allowed} `),
      ]
      const ended: unknown[] = []
      for (const signatureFor of signatures) {
        answer = (request, response) => {
          const signature = signatureFor(String(request.headers['x-penates-nonce']))
          response.writeHead(200, signature === null ? {} : { 'X-Penates-Signature': signature }).end(allowed)
        }
        const { code, out, err } = await gate()
        ended.push([code, out, err.includes('not signed by the hub')])
      }
      expect(ended).to.deep.equal(signatures.map(() => [2, '', true]))
    })

    it('speaks for the session that started the agent when settings empty or replace the variables', async () => {
      say(200, { penates: 'no-opinion' })
      for (const assignment of [
        "PENATES_TOKEN='' PENATES_SESSION=''",
        'PENATES_TOKEN=foreign PENATES_SESSION=cc-other',
      ]) {
        const inner = `'${commandOf('PreToolUse').replaceAll("'", `'\\''`)}'`
        const { code } = await run(`env ${assignment} /bin/sh -c ${inner}; exit $?`, CALL)
        expect(code).to.equal(0)
        expect(heard.at(-1)?.headers).to.include({ authorization: 'Bearer token', 'x-penates-session': 'cc-shop' })
      }
    })

    it('does nothing in a session that the hub did not start', async () => {
      expect(await run(commandOf('PreToolUse'), CALL, {})).to.deep.equal({ code: 0, out: '', err: '' })
      expect(heard).to.deep.equal([])
    })

    it('is not led astray by what the environment says of Node, OpenSSL and shells', async () => {
      say(200, verdict({ permissionDecision: 'deny', permissionDecisionReason: 'no' }))
      const evil = {
        NODE_OPTIONS: '--require /nowhere/evil.js',
        OPENSSL_CONF: '/nowhere/evil.cnf',
        SHELLOPTS: 'noexec',
        BASH_ENV: '/nowhere',
        'BASH_FUNC_exit%%': '() { :; }',
      }
      const quoted = Object.entries(evil).map(([name, value]) => shellWord(`${name}=${value}`))
      expect(await run(`env ${quoted.join(' ')} ${commandOf('PreToolUse')}`, CALL)).to.deep.equal({
        code: 2,
        out: '',
        err: 'no\n',
      })
    })
  })

  describe('started without their arguments, as versions of Claude Code before 2.1.139 do', () => {
    const started = (event: string) => Promise.all(hooksAt(wantedFor(), event).map(({ command }) => run(command, CALL)))

    it('stop the tool, and name the version that it needs', async () => {
      say(200, { penates: 'no-opinion' })
      const stopping = (await started('PreToolUse')).filter(({ code }) => code === 2)
      expect(stopping.map(({ out }) => out)).to.deep.equal([''])
      expect(stopping[0]?.err).to.contain('2.1.139')
    })

    it('print no variables, where the agent reads what they print', async () => {
      say(200, { ok: true })
      const [report] = await started('SessionStart')
      expect(report).to.deep.equal({ code: 0, out: '', err: '' })
    })
  })

  it('check for arguments without a word where there are some', async () => {
    const [, check] = hooksAt(wantedFor(), 'PreToolUse')
    const words = [check?.command ?? '', ...(check?.args ?? [])].map(shellWord)
    expect(await run(words.join(' '), CALL)).to.deep.equal({ code: 0, out: '', err: '' })
  })

  it('passes a report on, says nothing, and never fails', async () => {
    say(200, { ok: true })
    // Its time limit is short, so a busy machine may need another report.
    await eventually(async () => {
      const ended = await run(commandOf('SessionStart'), '{"source":"startup"}')
      expect(ended).to.deep.equal({ code: 0, out: '', err: '' })
      expect(heard[0]).to.deep.include({ url: '/api/hooks/SessionStart', body: '{"source":"startup"}' })
    })
    const command = commandOf('SessionStart')
    hub.close()
    await once(hub, 'close')
    expect(await run(command, '{}')).to.deep.equal({ code: 0, out: '', err: '' })
  })

  it('reports for no session below a server of Codex that no terminal of the folder uses', async () => {
    say(200, { ok: true })
    const program = join(folder(), 'codex')
    await copyFile('/bin/sh', program)
    const report = `"${process.execPath}" "${scripts().paths.report}" SessionStart ${url()} codex`
    const below = (args: string) =>
      run(`"${program}" -c '${report}; exit $?' ${args}; exit $?`, `{"cwd":"${folder()}"}`)
    expect(await below('app-server')).to.deep.equal({ code: 0, out: '', err: '' })
    expect(heard).to.deep.equal([])
    await eventually(async () => {
      expect((await below('')).code).to.equal(0)
      expect(heard.at(-1)?.headers).to.include({ 'x-penates-session': 'cc-shop' })
    })
  })

  it('prints a status line, and tells the hub what is new', async () => {
    say(200, { ok: true })
    const given = {
      model: { display_name: 'Opus' },
      cost: { total_cost_usd: 1.239 },
      context_window: { used_percentage: 12.4 },
      cwd: '/secret',
    }
    const line = () => run(commandOf('statusLine'), JSON.stringify(given))
    const told = (): unknown => JSON.parse(heard.at(-1)?.body ?? 'null')
    const news = () => ({ cost: given.cost, context_window: given.context_window, model: given.model })
    expect(await line()).to.deep.equal({ code: 0, out: 'Opus · 12 % context · $1.24\n', err: '' })
    // It tells until it was heard within its limit, which on a busy machine is not the first time, and then no more.
    await eventually(async () => {
      const before = heard.length
      await line()
      expect([told(), heard.length]).to.deep.equal([news(), before])
    })
    given.cost.total_cost_usd = 2
    await eventually(async () => {
      await line()
      expect(told()).to.deep.equal(news())
    })
    expect((await run(commandOf('statusLine'), 'nonsense')).out).to.equal('Claude\n')
  })
})
