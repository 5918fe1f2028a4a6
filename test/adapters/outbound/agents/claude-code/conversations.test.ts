import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConversationRow } from '../../../../../adapters/outbound/agents/claude-code/conversation-rows.js'
import { claudeCode } from '../../../../../adapters/outbound/agents/claude-code/claude-code.js'
import { transcripts } from '../../../../../adapters/outbound/agents/claude-code/transcripts.js'
import { claudeTranscriptPlaces } from '../../../../../adapters/outbound/agents/claude-code/transcript-places.js'
import { agentConversations } from '../../../../../adapters/outbound/agents/conversations.js'
import { memoryConversations } from '../../../../../adapters/outbound/memory/conversations.memory.js'
import {
  cutEntry,
  type ConversationEntry,
  type ConversationPart,
} from '../../../../../domain/conversations/conversation.js'
import { describeConversations } from '../../../../contracts/conversations.contract.js'
import { describeFake } from '../../../../contracts/mutants.js'
import { appendAt } from '../../../../support/conversation-files.js'
import { conversationEntry } from '../../../../support/conversations.js'
import { right } from '../../../../support/results.js'
import { scratchFolder } from '../../../../support/scratch-folder.js'

describeFake(describeConversations, ['conversations'], () => {
  const conversations = memoryConversations()
  const agent = claudeCode.id
  const say = (directory: string, id: string, text: string, callId?: string): Promise<void> => {
    conversations.say(directory, id, [conversationEntry(text)], callId === undefined ? {} : { callId })
    return Promise.resolve()
  }
  return Promise.resolve({
    ...{ conversations, agent, say },
    sayOfCall: (directory, id, callId, text) => say(directory, id, text, callId),
    rewrite: (directory, id, text) => {
      conversations.rewrite(directory, { agent, id }, [conversationEntry(text)])
      return Promise.resolve()
    },
    fail: (_, id, turn) => {
      conversations.fail({ agent, id }, turn)
      return Promise.resolve()
    },
    close: () => Promise.resolve(),
  })
})

const rowOf = (text: string): string =>
  `${JSON.stringify({ type: 'assistant', timestamp: new Date(0).toISOString(), message: { content: [{ type: 'text', text }] } })}\n`
const conversationsIn = (...projects: ReadonlyArray<string>) =>
  agentConversations([{ agent: claudeCode.id, transcripts, places: claudeTranscriptPlaces(projects) }])

describeConversations('transcripts of Claude Code', async () => {
  const projects = await mkdtemp(join(tmpdir(), 'penates-conversations-'))
  const folderOf = (directory: string): string => join(projects, directory.replaceAll(/[^A-Za-z0-9]/g, '-'))
  let said = 0
  const append = async (folder: string, name: string, cwd: string, text: string): Promise<void> => {
    await mkdir(folder, { recursive: true })
    const file = join(folder, `${name}.jsonl`)
    // About four rows fill a part, so that a conversation has several.
    const rows = `${JSON.stringify({ type: 'progress', cwd, data: 'x'.repeat(60_000) })}\n${rowOf(text)}`
    await appendAt(file, rows, (said += 1))
  }
  return {
    conversations: conversationsIn(join(projects, 'gone'), projects),
    agent: claudeCode.id,
    say: (directory, id, text) => append(folderOf(directory), id, directory, text),
    sayOfCall: async (directory, id, callId, text) => {
      const folder = join(folderOf(directory), id, 'subagents')
      await append(folder, `agent-of-${callId}`, directory, text)
      await writeFile(join(folder, `agent-of-${callId}.meta.json`), JSON.stringify({ toolUseId: callId }))
    },
    rewrite: (directory, id, text) => writeFile(join(folderOf(directory), `${id}.jsonl`), rowOf(text)),
    fail: async (directory, id, turn) => {
      const row =
        turn === null
          ? { type: 'user', message: { role: 'user', content: 'again' } }
          : {
              ...{ type: 'assistant', error: 'rate_limit', isApiErrorMessage: true, apiErrorStatus: 429 },
              ...{ timestamp: new Date(turn.at).toISOString() },
              message: { model: '<synthetic>', content: [{ type: 'text', text: turn.failure.text }] },
            }
      const rows = [row, { type: 'user', isSidechain: true }, { type: 'system', subtype: 'turn_duration' }]
      const file = join(folderOf(directory), `${id}.jsonl`)
      await appendAt(file, rows.map((each) => `${JSON.stringify(each)}\n`).join(''), (said += 1))
    },
    close: () => rm(projects, { recursive: true }),
  }
})

const RECORDED = 'test/fixtures/claude-code/transcripts'

describe('conversations of Claude Code', () => {
  const folder = scratchFolder()
  const row = (fields: object): ReadonlyArray<ConversationEntry> =>
    readConversationRow({ timestamp: '2026-11-27T12:00:00.000Z', ...fields }, 7)
  const told = (fields: object) => row(fields).map(({ kind, text, isError }) => [kind, text, isError])

  it('have prompts, answers, thinking, calls and results, in the order of a row', () => {
    const content = [
      { type: 'thinking', thinking: 'Which file?' },
      { type: 'text', text: '**Done**' },
      { type: 'tool_use', id: 'toolu_1', name: 'Bash', input: { command: 'npm test' } },
    ]
    const entries = row({ type: 'assistant', isSidechain: true, message: { content } })
    expect(entries.map(({ kind, text, part }) => [kind, text, part])).to.deep.equal([
      ['thinking', 'Which file?', 0],
      ['answer', '**Done**', 1],
      ['call', 'npm test', 2],
    ])
    expect(entries[2]).to.deep.include({
      ...{ row: 7, at: Date.parse('2026-11-27T12:00:00.000Z'), tool: 'Bash', callId: 'toolu_1' },
      ...{ input: { command: 'npm test' }, isSubagent: true },
    })
    const result = { type: 'tool_result', tool_use_id: 'toolu_1', is_error: true }
    const texts = [{ type: 'text', text: 'a' }, { type: 'image' }, { type: 'text', text: 'b' }]
    expect(row({ type: 'user', message: { content: [{ ...result, content: texts }] } })[0]).to.deep.include({
      ...{ kind: 'result', text: 'a\n[image]\nb', isError: true, callId: 'toolu_1' },
    })
    expect(told({ type: 'user', message: { content: 'fix it' } })).to.deep.equal([['prompt', 'fix it', false]])
  })

  it('have prompts that were taken into a running turn, and pasted ones without their marks', () => {
    const queued = (fields: object) => told({ type: 'attachment', attachment: { type: 'queued_command', ...fields } })
    expect(queued({ prompt: 'also lint', commandMode: 'prompt' })).to.deep.equal([['prompt', 'also lint', false]])
    expect(queued({ prompt: [{ type: 'text', text: 'b' }], commandMode: 'prompt' })).to.deep.equal([
      ['prompt', 'b', false],
    ])
    expect(queued({ prompt: 'x', commandMode: 'task-notification' })).to.deep.equal([])
    expect(told({ type: 'attachment', attachment: { type: 'todo', prompt: 'x' } })).to.deep.equal([])
    expect(told({ type: 'attachment' })).to.deep.equal([])
    const content = '\n\n<pasted_content id="b6">\na\nb\n</pasted_content>'
    expect(told({ type: 'user', message: { content } })).to.deep.equal([['prompt', 'a\nb', false]])
  })

  it('tell commands of the CLI, errors and summaries from prompts and answers', () => {
    const user = (content: unknown, fields: object = {}) => told({ type: 'user', message: { content }, ...fields })
    expect(user('<command-name>/exit</command-name>\n<command-message>exit</command-message>')).to.deep.equal([
      ['notice', '/exit', false],
    ])
    expect(user('<local-command-stdout>Goodbye!</local-command-stdout>')).to.deep.equal([['notice', 'Goodbye!', false]])
    const ended = '<task-id>a1</task-id>\n<summary>Agent "look" finished</summary>\n<result>All done.</result>'
    expect(user(`<task-notification>\n${ended}\n</task-notification>`)).to.deep.equal([
      ['notice', 'Agent "look" finished\nAll done.', false],
    ])
    expect(user('<task-notification>odd')).to.deep.equal([['notice', '<task-notification>odd', false]])
    expect(user([{ type: 'text', text: '[Request interrupted by user for tool use]' }])).to.deep.equal([
      ['notice', '[Request interrupted by user for tool use]', false],
    ])
    expect(user('Caveat: …', { isMeta: true })).to.deep.equal([])
    expect(user('This session is continued.', { isCompactSummary: true })).to.deep.equal([
      ['notice', 'This session is continued.', false],
    ])
    expect(
      told({
        type: 'assistant',
        isApiErrorMessage: true,
        message: { content: [{ type: 'text', text: 'API Error: 529' }] },
      }),
    ).to.deep.equal([['notice', 'API Error: 529', true]])
    expect(told({ type: 'system', subtype: 'compact_boundary', content: 'Conversation compacted' })).to.deep.equal([
      ['notice', 'Conversation compacted', false],
    ])
  })

  it('give no entry for odd rows, and cut a long text and a long input', () => {
    for (const odd of [null, 1, [], {}, { type: 'user' }, { type: 'user', message: {} }, { type: 'summary' }])
      expect(readConversationRow(odd, 0)).to.deep.equal([])
    expect(
      told({ type: 'user', message: { content: [null, 1, { type: 'text' }, { type: 'tool_use' }] } }),
    ).to.deep.equal([])
    const long = 'x'.repeat(30_000)
    const blocks = [
      { type: 'text', text: long },
      { type: 'tool_use', id: '', name: 'Write', input: { file_path: '/a', content: long } },
    ]
    const [said, call] = row({ type: 'assistant', message: { content: blocks } }).map(cutEntry)
    expect([said?.text.length, said?.length, call?.input, call?.text, call?.callId]).to.deep.equal([
      ...[20_000, 30_000, null, '/a', null],
    ])
  })

  it('are read from transcripts of the real CLI', async () => {
    const files = await readdir(RECORDED)
    expect(files).to.have.length.above(0)
    for (const file of files) {
      const text = await readFile(join(RECORDED, file), 'utf8')
      const kinds = text
        .split('\n')
        .filter((line) => line !== '')
        .flatMap((line) => readConversationRow(JSON.parse(line), 0))
        .map(({ kind }) => kind)
      expect(kinds.slice(0, 4), file).to.deep.equal(['prompt', 'call', 'result', 'answer'])
    }
  })

  it('are read past a row that is too long to be held, in both directions, and never through a link', async () => {
    const place = join(folder(), '-work')
    await mkdir(place)
    const long = `${'x'.repeat(20_000_000)}\n`
    await writeFile(join(place, 'one.jsonl'), `nonsense\n${rowOf('first')}${long}${rowOf('last')}{"type":"user","mess`)
    await symlink(join(place, 'one.jsonl'), join(place, 'link.jsonl'))
    const { part } = conversationsIn(folder())
    const of = (id: string) => ({ agent: claudeCode.id, id })
    const backwards: string[] = []
    let before: number | null = null
    do {
      const { entries, start }: ConversationPart = right(await part('/work', of('one'), { before })())
      backwards.unshift(...entries.map(({ text }) => text))
      before = start
    } while (before > 0)
    const forwards: string[] = []
    let [after, end] = [-1, 0]
    while (end > after) {
      after = end
      const read = right(await part('/work', of('one'), { after })())
      forwards.push(...read.entries.map(({ text }) => text))
      end = read.end
    }
    expect([backwards, forwards]).to.deep.equal([
      ['first', 'last'],
      ['first', 'last'],
    ])
    expect(await part('/work', of('link'), { before: null })()).to.deep.include({ _tag: 'Left' })
  })
})
