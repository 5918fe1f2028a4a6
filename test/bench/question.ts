import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { Agent } from 'node:http'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { startEcho } from './bare-echo.js'
import { askAtGate } from './ask-at-gate.js'
import { startBenchHub, type BenchHub } from './bench-hub.js'
import { median, timed, type Benchmark } from './harness.js'

const QUESTIONS = 100
const SESSION = 'agent'
const MUST_REACH = '≤ 2× + 1 ms; against the writes stated'

/** An approval is stored and in the log, both synced, before any device gets it. */
export const question: Benchmark = {
  name: 'question hook → card on a second device',
  limit: 'round trip of a bare `ws` echo',
  mustReach: MUST_REACH,
  run: async () => {
    const hub = await startBenchHub()
    const { address, close } = await startEcho()
    const agent = new Agent({ keepAlive: true })
    const appended = await open(join(hub.folder, 'appended'), 'a')
    const journal = await open(join(hub.folder, 'journal'), 'a')
    try {
      await hub.start(SESSION, 'cat')
      const [first, second] = [await openDevice(hub, 'first'), await openDevice(hub, 'second')]
      const bare = new WebSocket(address)
      await once(bare, 'open')
      const [ours, echoes, writes]: [number[], number[], number[]] = [[], [], []]
      for (let round = 0; round < QUESTIONS; round += 1) {
        echoes.push(
          await timed(async () => {
            const heard = once(bare, 'message')
            bare.send('x')
            await heard
          }),
        )
        writes.push(
          await timed(async () => {
            await writeSynced(journal)
            await writeSynced(appended)
          }),
        )
        const card = nextOf(second, 'tool-approval-request')
        let giveUp = (): void => undefined
        ours.push(
          await timed(async () => {
            giveUp = ask(hub, agent, round)
            await card
          }),
        )
        const withdrawn = nextOf(second, 'tool-approval-resolved')
        giveUp()
        await withdrawn
      }
      for (const socket of [first, second, bare]) socket.terminate()
      const limit = 2 * median(echoes) + 1
      return [
        { what: 'median', ours: median(ours), limit, unit: 'ms', bound: { atMost: 1 } },
        {
          what: 'median, against that and two synced writes of 500 bytes',
          ours: median(ours),
          limit: limit + median(writes),
          unit: 'ms',
          bound: { atMost: 1 },
        },
      ]
    } finally {
      agent.destroy()
      close()
      await Promise.all([appended.close(), journal.close()])
      await hub.stop()
    }
  },
}

async function openDevice(hub: BenchHub, deviceId: string): Promise<WebSocket> {
  const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/api/notifications/events`, [`bearer.${hub.token}`])
  await once(socket, 'message')
  socket.send(JSON.stringify({ type: 'presence', deviceId, session: null, visible: true }))
  return socket
}

/** Settles with the next event of a type. */
function nextOf(socket: WebSocket, type: string): Promise<void> {
  return new Promise((resolve) => {
    const receive = (frame: Buffer): void => {
      if ((JSON.parse(frame.toString('utf8')) as { readonly type: string }).type !== type) return
      socket.off('message', receive)
      resolve()
    }
    socket.on('message', receive)
  })
}

const writeSynced = async (file: Awaited<ReturnType<typeof open>>): Promise<void> => {
  await file.appendFile('x'.repeat(500))
  await file.sync()
}

/** Returns a function that closes the connection, which withdraws the question. */
function ask(hub: BenchHub, agent: Agent, round: number): () => void {
  const options = ['Red', 'Blue'].map((label) => ({ label, description: label }))
  const asking = askAtGate(hub, agent, {
    event: 'PermissionRequest',
    session: SESSION,
    call: {
      tool_name: 'AskUserQuestion',
      tool_input: {
        questions: [{ question: `Which hue ${String(round)}?`, header: 'Hue', multiSelect: false, options }],
      },
      permission_mode: 'default',
    },
  })
  return () => {
    asking.destroy()
  }
}
