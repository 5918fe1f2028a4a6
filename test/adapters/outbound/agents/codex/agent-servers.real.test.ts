import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { codexAgentServers } from '../../../../../adapters/outbound/agents/codex/agent-servers.codex.js'
import { memoryAgentServers } from '../../../../../adapters/outbound/memory/agents.memory.js'
import { describeAgentServers } from '../../../../contracts/agent-servers.contract.js'
import { describeFake } from '../../../../contracts/mutants.js'
import { eventually } from '../../../../support/eventually.js'

describeFake(describeAgentServers, ['servers'], () => {
  const { controls, ...servers } = memoryAgentServers()
  return Promise.resolve({
    servers,
    start: (session) => {
      const server = controls.start(session)
      return Promise.resolve({
        setUsed: (isUsed) => {
          controls.setUsed(server, isUsed)
        },
        hasEnded: () => controls.hasEnded(server),
      })
    },
    close: () => Promise.resolve(),
  })
})

/** A server on its own socket, as `codex app-server` of 0.171.0 is one. */
const PROGRAM = `
const { createServer } = require('node:net')
createServer(() => undefined).listen(process.argv[3], () => console.log('listens'))
`

/** Processes that look like Codex, with the environment of a session of a hub. */
async function scene() {
  const folder = await mkdtemp(join(tmpdir(), 'penates-test-'))
  const program = join(folder, 'codex')
  await writeFile(program, PROGRAM)
  const hubUrl = `http://127.0.0.1/${folder}`
  const children: ChildProcess[] = []
  const start = async (variables: Readonly<Record<string, string>>) => {
    const path = join(folder, `socket-${String(children.length)}`)
    const child = spawn(process.execPath, [program, 'app-server', path], {
      env: variables,
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    children.push(child)
    await once(child.stdout, 'data')
    return { child, path }
  }
  return {
    hubUrl,
    start,
    close: async () => {
      for (const child of children) if (child.exitCode === null) child.kill('SIGKILL')
      await rm(folder, { recursive: true })
    },
  }
}

describeAgentServers('processes', async () => {
  const { hubUrl, start, close } = await scene()
  return {
    servers: codexAgentServers(hubUrl),
    start: async (session) => {
      const { child, path } = await start({ PENATES_URL: hubUrl, PENATES_SESSION_ID: session })
      let terminal: Socket | null = null
      return {
        setUsed: async (isUsed) => {
          terminal?.destroy()
          terminal = isUsed ? connect(path) : null
          if (terminal !== null) await once(terminal, 'connect')
        },
        hasEnded: () => child.exitCode !== null || child.signalCode !== null,
      }
    },
    close,
  }
})

describe('servers of Codex', () => {
  it('are left out when another hub, a person or a program of another kind has started them', async () => {
    const { hubUrl, start, close } = await scene()
    try {
      await start({ PENATES_URL: 'http://127.0.0.1:1', PENATES_SESSION_ID: 'id' })
      await start({ PENATES_URL: hubUrl })
      await start({})
      const own = await start({ PENATES_URL: hubUrl, PENATES_SESSION_ID: 'id' })
      await eventually(async () => {
        const found = await codexAgentServers(hubUrl).idle()
        expect(found.map(({ key }) => key.split(' ')[0])).to.deep.equal([String(own.child.pid)])
      })
    } finally {
      await close()
    }
  })
})
