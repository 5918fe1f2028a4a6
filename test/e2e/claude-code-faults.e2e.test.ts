import { once } from 'node:events'
import { access, readFile, writeFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { agentPlace, type AgentPlace } from '../support/agent-place.js'
import { CLAUDE_CODE_VERSIONS } from '../support/claude-code.js'

/** Milliseconds; in place of the wrapper's two minutes. */
const WRAPPER_MS = 3_000
/** Seconds; in place of two minutes of a hook over HTTP. */
const HOOK_TIMEOUT = 3

const ALLOW = JSON.stringify({ hookSpecificOutput: { hookEventName: 'PreToolUse', permissionDecision: 'allow' } })

type Answer = (response: ServerResponse) => unknown
const json =
  (status: number, body: string): Answer =>
  (response) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(body)

/** Faults that any program on the hub's port can have. */
const FAULTS: Readonly<Record<string, Answer>> = {
  'an error page': (response) => response.writeHead(500, { 'Content-Type': 'text/html' }).end('<html>oops</html>'),
  'a page': (response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>hello</html>'),
  'half an answer': (response) => {
    response.writeHead(200, { 'Content-Length': '500' }).write('{"hook', () => response.destroy())
  },
  silence: () => undefined,
}
/** Answers without a decision. */
const EMPTY: Readonly<Record<string, Answer>> = { nothing: json(204, ''), 'an empty object': json(200, '{}') }

/** Answers on the hub's port while the action runs: each call by the answer whose name it contains. */
async function answering<A>(
  port: number,
  answers: Readonly<Record<string, Answer>>,
  act: () => Promise<A>,
): Promise<A> {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const named = Object.entries(answers).find(([name]) => body.includes(fileOf(name)))
      if (named === undefined) response.writeHead(204).end()
      else named[1](response)
    })
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')
  try {
    return await act()
  } finally {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
}

const fileOf = (name: string): string => name.replaceAll(' ', '-')

/** Those of the names for which Claude Code, with permissions bypassed, runs a tool. */
async function ranIn(place: AgentPlace, ...names: ReadonlyArray<string>): Promise<ReadonlyArray<string>> {
  const ran = names.map(async (name) => {
    expect(await place.once(place.folder('a'), `run: touch ${fileOf(name)}`)).to.contain('All done.')
    return access(join(place.folder('a'), fileOf(name))).then(
      () => [name],
      () => [],
    )
  })
  return (await Promise.all(ran)).flat()
}

for (const version of CLAUDE_CODE_VERSIONS)
  describe(`faults of the hub, for the ${version} Claude Code`, function () {
    this.timeout(240_000)
    let place: AgentPlace
    before(async () => {
      place = await agentPlace({ version })
    })
    after(() => place.close())
    const settings = () => join(place.home, '.claude', 'settings.json')

    it('let no tool run past the gate of a strict session', async () => {
      const hub = await place.startHub()
      await place.penates('hooks', 'install', '--strict')
      await writeFile(
        settings(),
        (await readFile(settings(), 'utf8')).replace('; case $? ', ` '${String(WRAPPER_MS)}'; case $? `),
      )
      hub.process.kill('SIGSTOP')
      const stopped = await ranIn(place, 'a stopped hub')
      hub.process.kill('SIGCONT')
      await hub.end('SIGKILL')
      const killed = await ranIn(place, 'a killed hub')
      const answers = { ...FAULTS, ...EMPTY, 'an allow without a signature': json(200, ALLOW) }
      const answered = await answering(place.port, answers, () => ranIn(place, ...Object.keys(answers)))
      expect([stopped, killed, answered]).to.deep.equal([[], [], []])
    })

    it('let a tool run past hooks that only ask, with permissions bypassed', async () => {
      await place.penates('hooks', 'install')
      expect(await ranIn(place, 'no hub that asks')).to.deep.equal(['no hub that asks'])
    })

    if (version === 'newest')
      it('let tools run past a hook over HTTP with onFailure where the answer is empty, and no others', async () => {
        const hook = {
          type: 'http',
          url: `http://127.0.0.1:${String(place.port)}/`,
          timeout: HOOK_TIMEOUT,
          onFailure: 'block',
        }
        await writeFile(
          settings(),
          JSON.stringify({
            skipDangerousModePermissionPrompt: true,
            hooks: { PreToolUse: [{ matcher: '', hooks: [hook] }] },
          }),
        )
        const answers = { ...FAULTS, ...EMPTY }
        const absent = await ranIn(place, 'no hub over http')
        const ran = await answering(place.port, answers, () => ranIn(place, ...Object.keys(answers)))
        expect(absent).to.deep.equal([])
        expect(ran).to.deep.equal(Object.keys(EMPTY))
      })
  })
