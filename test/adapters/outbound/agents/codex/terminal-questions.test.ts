import { once } from 'node:events'
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket, WebSocketServer } from 'ws'
import type { TerminalQuestions } from '../../../../../application/approvals/terminal-questions.port.js'
import { CODEX } from '../../../../../adapters/outbound/agents/codex/logs.js'
import { codexTerminalQuestions } from '../../../../../adapters/outbound/agents/codex/terminal-questions.codex.js'
import { memoryTerminalQuestions } from '../../../../../adapters/outbound/memory/terminal-questions.memory.js'
import { isJsonObject, type JsonObject } from '../../../../../domain/approvals/canonical-json.js'
import { describeFake } from '../../../../contracts/mutants.js'
import { describeTerminalQuestions } from '../../../../contracts/terminal-questions.contract.js'
import { eventually } from '../../../../support/eventually.js'

const OPTIONS = [
  { label: 'Red', description: 'warm' },
  { label: 'Blue', description: 'cold' },
]
const questionsOf = (question: string) => [{ question, header: 'Hue', multiSelect: false, options: OPTIONS }]

describeFake(describeTerminalQuestions, ['questions'], () => {
  const questions = memoryTerminalQuestions()
  return Promise.resolve({
    ...{ questions, agent: CODEX, answeredThere: questions.answeredThere },
    asked: async (conversation: string, call: string, question: string) => {
      const answers = await questions.asked(conversation, call, { questions: questionsOf(question) })
      return typeof answers?.[question] === 'string' ? answers[question] : null
    },
    close: () => Promise.resolve(),
  })
})

interface Thread {
  readonly params: JsonObject
  readonly clients: Set<WebSocket>
  readonly settle: (answer: JsonObject | null) => void
}

/** Stand-in for the server of Codex: the messages that 0.171.0 was seen to send. */
class FakeAppServer {
  readonly threads = new Map<string, Thread>()
  readonly heard: string[] = []
  /** Replaces the answer to a method. */
  odd: Readonly<Record<string, (socket: WebSocket, id: unknown) => void>> = {}
  readonly server: Server = createServer()

  constructor() {
    new WebSocketServer({ server: this.server }).on('connection', (socket) => {
      socket.on('error', () => undefined)
      socket.on('message', (data: Buffer) => this.receive(socket, JSON.parse(data.toString()) as JsonObject))
    })
  }

  receive(socket: WebSocket, { id, method, params, result }: JsonObject): void {
    const send = (message: object): void => socket.send(JSON.stringify(message))
    if (typeof method !== 'string') {
      const thread = [...this.threads.values()].find(({ clients }) => clients.has(socket))
      if (isJsonObject(result)) thread?.settle(result)
      return
    }
    this.heard.push(method)
    const odd = this.odd[method]
    const { threadId = '' } = (params ?? {}) as { readonly threadId?: string }
    const thread = this.threads.get(threadId)
    if (odd !== undefined) odd(socket, id)
    else if (method === 'initialize') send({ id, result: { userAgent: 'codex-tui/0.171.0' } })
    else if (method === 'thread/read') {
      const activeFlags = thread === undefined ? [] : ['waitingOnUserInput']
      send({ id, result: { thread: { id: threadId, status: { type: 'active', activeFlags } } } })
    } else if (method === 'thread/resume') {
      if (thread === undefined) {
        send({ id, error: { code: -32_600, message: 'no rollout found' } })
        return
      }
      thread.clients.add(socket)
      send({ id: 0, method: 'item/tool/requestUserInput', params: thread.params })
      send({ id, result: { thread: { id: threadId } } })
    }
  }

  /** A thread asks; resolves with the result of the first client, `null` for the terminal. */
  ask(threadId: string, itemId: string, questions: ReadonlyArray<JsonObject>): Promise<JsonObject | null> {
    return new Promise((resolve) => {
      const clients = new Set<WebSocket>()
      const settle = (answer: JsonObject | null): void => {
        if (!this.threads.delete(threadId)) return
        const message = { method: 'serverRequest/resolved', params: { threadId, requestId: 0 } }
        for (const client of clients) client.send(JSON.stringify(message))
        resolve(answer)
      }
      this.threads.set(threadId, { params: { threadId, itemId, questions }, clients, settle })
    })
  }
}

const question = (text: string, more: JsonObject = {}): JsonObject => ({
  ...{ id: 'hue', header: 'Hue', question: text, isOther: true, isSecret: false, options: OPTIONS },
  ...more,
})

interface Place {
  readonly app: FakeAppServer
  readonly folder: string
  readonly questions: TerminalQuestions
  readonly close: () => Promise<void>
}

async function openPlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'penates-codex-'))
  const app = new FakeAppServer()
  app.server.listen(join(folder, 'short'))
  await once(app.server, 'listening')
  await mkdir(join(folder, 'app-server-control'))
  await symlink(join(folder, 'short'), join(folder, 'app-server-control', 'app-server-control.sock'))
  return {
    ...{ app, folder, questions: codexTerminalQuestions(folder, 100) },
    close: async () => {
      app.server.close()
      app.server.closeAllConnections()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const textOf = (result: JsonObject | null): string | null => {
  const answers = result?.['answers']
  const hue = isJsonObject(answers) ? answers['hue'] : null
  const said = isJsonObject(hue) && Array.isArray(hue['answers']) ? hue['answers'].map(String) : []
  const [first = null, note] = said
  return note === undefined ? first : note.replace('user_note: ', '')
}

describeTerminalQuestions('a server of Codex', async () => {
  const { app, questions, close } = await openPlace()
  return {
    ...{ questions, agent: CODEX, close },
    asked: async (conversation, call, text) => textOf(await app.ask(conversation, call, [question(text)])),
    answeredThere: (conversation) => app.threads.get(conversation)?.settle(null),
  }
})

describe('questions of Codex at terminals', () => {
  let place: Place
  const conversation = { agent: CODEX, id: 'c1' }
  const find = (gone = new AbortController().signal) => place.questions.openIn(conversation, gone)()
  beforeEach(async () => {
    place = await openPlace()
  })
  afterEach(() => place.close())

  it('are answered as its terminal does: by a label, or by a note beside the last option', async () => {
    for (const [answer, more, sent] of [
      ['Blue', {}, ['Blue']],
      ['green', {}, ['None of the above', 'user_note: green']],
      ['green', { isOther: false }, ['user_note: green']],
      ['green', { options: null }, ['user_note: green']],
    ] as const) {
      const given = place.app.ask('c1', 'call', [question('Hue?', more)])
      const found = await find()
      found?.answer({ answers: { 'Hue?': answer } })
      expect(await given).to.deep.equal({ answers: { hue: { answers: sent } } })
      await found?.closed
    }
  })

  it('join a conversation only while it waits for a person, and leave it afterwards', async () => {
    expect(await find()).to.equal(null)
    expect(place.app.heard).to.not.include('thread/resume')
    void place.app.ask('c1', 'call', [question('Hue?')])
    const found = await find()
    const thread = place.app.threads.get('c1')
    expect(thread?.clients.size).to.equal(1)
    thread?.settle(null)
    await found?.closed
    await eventually(() => {
      expect([...(thread?.clients ?? [])].map(({ readyState }) => readyState)).to.deep.equal([WebSocket.CLOSED])
    })
  })

  it('stay at the terminal when they are secret, not readable, or of the same text', async () => {
    for (const questions of [
      [question('Key?', { isSecret: true })],
      [question('Key?', { isSecret: null })],
      [question('Hue?'), question('Hue?')],
      [question('')],
      [question('Hue?', { options: [{ label: 5 }] })],
      [],
    ]) {
      void place.app.ask('c1', 'call', questions)
      expect(await find()).to.equal(null)
      place.app.threads.get('c1')?.settle(null)
    }
  })

  it('have 50 choices, markup and bidi text as they are, of which any is answered', async () => {
    const labels = Array.from({ length: 50 }, (_, at) => `<b>${String(at)}</b>\u202e\u0007`)
    const options = labels.map((label) => ({ label, description: null }))
    const given = place.app.ask('c1', 'call', [question('Hue?', { options })])
    const found = await find()
    const last = labels.at(-1) ?? ''
    found?.answer({ answers: { 'Hue?': last } })
    expect(await given).to.deep.equal({ answers: { hue: { answers: [last] } } })
  })

  it('are closed when the server ends', async () => {
    void place.app.ask('c1', 'call', [question('Hue?')])
    const found = await find()
    for (const client of place.app.threads.get('c1')?.clients ?? []) client.terminate()
    await found?.closed
    found?.answer({ answers: { 'Hue?': 'Red' } })
  })

  it('are empty without a server, and with one that answers nonsense', async () => {
    expect(
      await codexTerminalQuestions(join(place.folder, 'none')).openIn(conversation, new AbortController().signal)(),
    ).to.equal(null)
    const nonsense: ReadonlyArray<(socket: WebSocket, id: unknown) => void> = [
      (socket) => socket.terminate(),
      (socket, id) => socket.send(JSON.stringify({ id, error: { code: 1 } })),
      (socket, id) => {
        for (const text of ['', '{', '7', 'null', '[]', '{"id":7,"result":1}']) socket.send(text)
        socket.send(JSON.stringify({ id, result: 'none' }))
      },
      (socket) => socket.send('x'.repeat(5 * 1024 * 1024)),
    ]
    for (const method of ['initialize', 'thread/read', 'thread/resume'])
      for (const [at, answer] of nonsense.entries()) {
        // Any answer will do at the start.
        if (method === 'initialize' && at === 2) continue
        void place.app.ask('c1', 'call', [question('Hue?')])
        place.app.odd = { [method]: answer }
        expect(await find()).to.equal(null)
      }
  })
})
