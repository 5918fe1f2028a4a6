import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, copyFile, mkdir, open, rename, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import sqlite from 'node-sqlite3-wasm'
import {
  sqliteConversationIndex,
  type SqliteConversationIndex,
} from '../../../../adapters/outbound/conversation-index/conversation-index.sqlite.js'
import { wordsTables } from '../../../../adapters/outbound/conversation-index/words-tables.js'
import { systemClock } from '../../../../adapters/outbound/system/clock.system.js'
import { agentId } from '../../../../domain/agents/agent-id.js'
import type { ConversationsFound } from '../../../../domain/conversations/search.js'
import { sayInTranscript, transcriptRow } from '../../../support/conversation-files.js'
import { eventually } from '../../../support/eventually.js'
import { right } from '../../../support/results.js'
import { scratchFolder } from '../../../support/scratch-folder.js'
import { shortOrLong } from '../../../support/short-or-long.js'

const ADAPTERS = resolve('dist/adapters/outbound')
const SCRIPT = join(ADAPTERS, 'conversation-index/conversation-index.script.js')
const CLAUDE = agentId('claude-code')
const SHOP = '/work/shop'
const LONGEST_ROW_BYTES = shortOrLong(268_435_456, 1_073_741_824)
const LONG_MS = 60_000

describe('the index of conversations on odd transcripts and indexes', () => {
  const folder = scratchFolder()
  const indexFile = (): string => join(folder(), 'conversations.sqlite')
  const settings = () => ({
    roots: [{ agent: CLAUDE, folder: join(folder(), 'projects') }],
    file: indexFile(),
    formats: [[CLAUDE, join(ADAPTERS, 'agents/claude-code/transcripts.js')] as const],
  })
  let index: SqliteConversationIndex
  beforeEach(() => {
    index = opened()
  })
  afterEach(() => index.close())

  const opened = () => sqliteConversationIndex({ clock: systemClock, script: SCRIPT, ...settings() })
  const reopen = async (): Promise<void> => {
    await index.close()
    index = opened()
  }
  const say = (id: string, text: string, minute = 1) =>
    sayInTranscript(join(folder(), 'projects'), id, SHOP, { kind: 'answer', text, minute })
  const row = (text: string): string => transcriptRow(SHOP, { kind: 'answer', text, minute: 1 })
  const search = async (text: string, patienceMs?: number): Promise<ConversationsFound> => {
    const query = { agent: null, folder: null, from: null, to: null, tool: null, file: null, limit: 100, before: null }
    let found: ConversationsFound | null = null
    await eventually(async () => {
      found = right(await index.search({ ...query, text })())
      expect(found.progress.state).to.equal('ready')
    }, patienceMs)
    return found as unknown as ConversationsFound
  }
  const idsOf = async (text: string) => (await search(text)).conversations.map(({ id }) => id).sort()

  it('leaves a row that is not whole yet, and adds it once it is', async () => {
    const path = await say('one', 'first')
    const whole = row('second')
    await appendFile(path, whole.slice(0, 40))
    expect([await idsOf('first'), await idsOf('second')]).to.deep.equal([['one'], []])
    await appendFile(path, whole.slice(40))
    expect(await idsOf('second')).to.deep.equal(['one'])
    expect((await search('second')).conversations[0]?.found).to.equal(1)
  })

  it('reads a transcript anew that was rewritten, cut or replaced', async () => {
    const path = await say('one', 'original text')
    expect(await idsOf('original')).to.deep.equal(['one'])
    await writeFile(path, row('rewritten text that is longer') + row('and has two rows'))
    expect([await idsOf('original'), await idsOf('rewritten')]).to.deep.equal([[], ['one']])
    await truncate(path, row('rewritten text that is longer').length)
    expect([await idsOf('rewritten'), await idsOf('rows')]).to.deep.equal([['one'], []])
    await writeFile(`${path}.new`, row('replaced text'))
    await rename(`${path}.new`, path)
    expect([await idsOf('rewritten'), await idsOf('replaced')]).to.deep.equal([[], ['one']])
  })

  it('skips a row of hundreds of megabytes', async function () {
    this.timeout(LONG_MS)
    const path = await say('one', 'before')
    const { size } = await stat(path)
    await truncate(path, size + LONGEST_ROW_BYTES)
    await appendFile(path, `\n${row('behind')}`)
    expect((await search('behind', LONG_MS)).conversations).to.have.length(1)
    expect(await idsOf('before')).to.deep.equal(['one'])
  })

  it('finds conversations behind tens of thousands of entries of another in one answer', async function () {
    this.timeout(LONG_MS)
    const path = await say('long', 'cart', 2)
    await say('older', 'cart', 1)
    await appendFile(
      path,
      transcriptRow(SHOP, { kind: 'answer', text: 'cart', minute: 2 }).repeat(shortOrLong(20_000, 60_000)),
    )
    const { conversations, next } = await search('cart', LONG_MS)
    expect(conversations.map(({ id, found }) => [id, found])).to.deep.equal([
      ['long', 100],
      ['older', 1],
    ])
    expect(next).to.equal(null)
  })

  it('reads nothing that is no transcript', async () => {
    const path = await say('one', 'cart')
    await appendFile(path, `nonsense\n\n{"type":"assistant"}\n[1]\n${row('last')}`)
    await writeFile(join(dirname(path), 'notes.txt'), row('cart'))
    await symlink(path, join(dirname(path), 'link.jsonl'))
    await mkdir(join(dirname(path), 'folder.jsonl'))
    await mkdir(join(dirname(path), 'one/subagents'), { recursive: true })
    await writeFile(join(dirname(path), 'one/subagents/agent-1.jsonl'), row('cart'))
    expect([await idsOf('cart'), await idsOf('last')]).to.deep.equal([['one'], ['one']])
    expect((await search('cart')).progress).to.deep.equal({ state: 'ready', files: 1, ofFiles: 1 })
  })

  it('finds a conversation and its forks, which have the same rows', async () => {
    const path = await say('one', 'cart')
    for (const id of ['two', 'three']) await copyFile(path, join(dirname(path), `${id}.jsonl`))
    expect(await idsOf('cart')).to.deep.equal(['one', 'three', 'two'])
  })

  it('keeps rows without a time, or with one of another millennium', async () => {
    const path = await say('one', 'cart')
    const odd = ['', '9999-01-01T00:00:00Z', '-000001-01-01T00:00:00Z', 'soon']
    for (const timestamp of odd)
      await appendFile(path, row(`odd ${timestamp}`).replace(/"timestamp":"[^"]*"/, `"timestamp":"${timestamp}"`))
    const { conversations } = await search('odd')
    expect(conversations.map(({ id, found }) => [id, found])).to.deep.equal([['one', 4]])
  })

  it('builds an index of another version, a damaged one and a foreign file again', async () => {
    await say('one', 'cart')
    expect(await idsOf('cart')).to.deep.equal(['one'])
    const spoil: ReadonlyArray<() => Promise<void>> = [
      async () => {
        const database = new sqlite.Database(indexFile())
        database.exec('PRAGMA user_version = 99')
        database.close()
        return Promise.resolve()
      },
      () => writeFile(indexFile(), 'no database'),
      () => truncate(indexFile(), 5_000),
      async () => {
        const { size } = await stat(indexFile())
        const file = await open(indexFile(), 'r+')
        await file.write(Buffer.alloc(size - 4_096, 0xa5), 0, size - 4_096, 4_096)
        await file.close()
      },
      () => mkdir(`${indexFile()}.lock`),
    ]
    for (const each of spoil) {
      await index.close()
      await each()
      index = opened()
      await eventually(async () => {
        expect(await idsOf('cart')).to.deep.equal(['one'])
      })
    }
    expect((await stat(indexFile())).mode & 0o777).to.equal(0o600)
  })

  it('merges its segments after a reading of many files, and finds the same', async () => {
    for (const each of ['one', 'two', 'three']) {
      await say(each, 'cart')
      await search('cart')
    }
    for (let number = 0; number < 50; number += 1) await say(`more-${String(number)}`, 'carts')
    expect(await idsOf('carts')).to.have.length(50)
    expect(await idsOf('cart')).to.have.length(53)
    await index.close()
    const database = new sqlite.Database(indexFile())
    const [words] = wordsTables(database).between(0, Infinity)
    const segments = database.get(`SELECT count(DISTINCT segid) AS segments FROM ${words?.name ?? ''}_idx`)
    expect(segments).to.deep.equal({ segments: 1 })
    database.close()
    index = opened()
  })

  it('finds everything once after a kill in the middle of its reading', async function () {
    this.timeout(LONG_MS)
    for (let file = 0; file < 20; file += 1) {
      const rows = Array.from({ length: 2_000 }, (_, at) => row(`word${at} of file${file} ${'filler '.repeat(60)}`))
      await say(`c${file}`, 'cart')
      await appendFile(join(folder(), 'projects', '-work-shop', `c${file}.jsonl`), rows.join(''))
    }
    const data = JSON.stringify(settings())
    const code = `const { Worker } = require('node:worker_threads')
      const w = new Worker(${JSON.stringify(SCRIPT)}, { workerData: ${data} })
      const query = { text: 'x', agent: null, folder: null, from: null, to: null, tool: null, file: null, limit: 1, before: null }
      w.on('message', ({ answer: { progress } }) => {
        if (progress.files > 3) process.kill(process.pid, progress.files < 20 ? 'SIGKILL' : 'SIGTERM')
        w.postMessage({ _tag: 'request', id: 1, request: query })
      })
      w.postMessage({ _tag: 'request', id: 1, request: query })`
    const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'ignore', 'inherit'] })
    expect((await once(child, 'exit'))[1]).to.equal('SIGKILL')
    await reopen()
    const { conversations } = await search('cart', LONG_MS)
    expect(conversations.map(({ found }) => found)).to.deep.equal(Array.from({ length: 20 }, () => 1))
    expect((await search('word1999 file7')).conversations.map(({ id, found }) => [id, found])).to.deep.equal([
      ['c7', 1],
    ])
  })
})
