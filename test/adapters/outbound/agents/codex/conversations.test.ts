import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { codex } from '../../../../../adapters/outbound/agents/codex/codex.js'
import { rolloutPlaces } from '../../../../../adapters/outbound/agents/codex/rollout-places.js'
import { readRolloutRow } from '../../../../../adapters/outbound/agents/codex/rollout-rows.js'
import { transcripts } from '../../../../../adapters/outbound/agents/codex/transcripts.js'
import { readTurnMark } from '../../../../../adapters/outbound/agents/codex/turn-marks.js'
import { agentConversations } from '../../../../../adapters/outbound/agents/conversations.js'
import type { TurnFailureKind } from '../../../../../domain/attention/turn-failure.js'
import { cutEntry, type ConversationPart } from '../../../../../domain/conversations/conversation.js'
import { describeConversations } from '../../../../contracts/conversations.contract.js'
import { appendAt } from '../../../../support/conversation-files.js'
import { right } from '../../../../support/results.js'
import { scratchFolder } from '../../../../support/scratch-folder.js'

const conversationsIn = (...folders: ReadonlyArray<string>) =>
  agentConversations([{ agent: codex.id, transcripts, places: rolloutPlaces(folders) }])
const line = (type: string, payload: object, at = 0): string =>
  `${JSON.stringify({ timestamp: new Date(at).toISOString(), type, payload })}\n`
const answer = (text: string): string =>
  line('response_item', { type: 'message', role: 'assistant', content: [{ type: 'output_text', text }] })
const fileOf = (folder: string, id: string): string =>
  join(folder, '2026', '11', '27', `rollout-2026-11-27T12-00-00-${id}.jsonl`)

describeConversations('rollouts of Codex', async () => {
  const place = await mkdtemp(join(tmpdir(), 'penates-rollouts-'))
  const sessions = join(place, 'sessions')
  const known = new Set<string>()
  let said = 0
  const append = async (directory: string, id: string, text: string): Promise<void> => {
    const file = fileOf(sessions, id)
    await mkdir(dirname(file), { recursive: true })
    const head = known.has(id) ? '' : line('session_meta', { id, cwd: directory })
    known.add(id)
    await appendAt(file, head + text, (said += 1))
  }
  return {
    conversations: conversationsIn(sessions, join(place, 'archived_sessions')),
    agent: codex.id,
    // About four rows fill a part, so that a conversation has several.
    say: (directory, id, text) =>
      append(directory, id, line('world_state', { data: 'x'.repeat(60_000) }) + answer(text)),
    sayOfCall: async (directory, id, callId, text) => {
      const agentId = `${callId.at(-1) ?? ''}0000000-1111-7222-8333-444455556666`
      const output = { type: 'function_call_output', call_id: callId, output: JSON.stringify({ agent_id: agentId }) }
      await append(directory, id, line('response_item', output))
      await append(directory, agentId, answer(text))
    },
    rewrite: (directory, id, text) =>
      writeFile(fileOf(sessions, id), line('session_meta', { id, cwd: directory }) + answer(text)),
    fail: (directory, id, turn) => {
      const error = {
        message: turn?.failure.text,
        codex_error_info: { response_too_many_failed_attempts: { http_status_code: 429 } },
      }
      const ended = turn === null ? { type: 'task_started' } : { type: 'task_complete', error }
      return append(directory, id, line('event_msg', ended, turn?.at ?? 0) + line('event_msg', { type: 'token_count' }))
    },
    close: () => rm(place, { recursive: true }),
  }
})

const RECORDED = 'test/fixtures/codex/rollouts'
const FOLDER = '/home/dev/projects/demo'
const ID = '01a220c1-f7a1-7371-af7b-3fb54986c4a3'

describe('conversations of Codex', () => {
  const folder = scratchFolder()
  const recorded = async (id: string): Promise<ReadonlyArray<unknown>> => {
    const names = await readdir(RECORDED)
    const name = names.find((each) => transcripts.conversationIn(each) === id) ?? ''
    const text = await readFile(join(RECORDED, name), 'utf8')
    return text
      .trim()
      .split('\n')
      .map((row) => JSON.parse(row) as unknown)
  }
  const told = (type: string, payload: unknown) =>
    readRolloutRow({ type, payload }, 7).map(({ kind, text, isError }) => [kind, text, isError])

  it('are read from a rollout of the real CLI (0.171.0)', async () => {
    const rows = await recorded(ID)
    expect(rows.flatMap((row) => transcripts.folderIn(row) ?? [])).to.deep.equal([FOLDER])
    const entries = rows.flatMap((row, start) => readRolloutRow(row, start))
    const thinking = ['thinking', 'Looking at it']
    const answered = ['answer', '**All done.**']
    expect(entries.map(({ kind, tool, text }) => [kind, tool ?? text.split('\n')[0]])).to.deep.equal([
      ...[['prompt', 'run: echo hi; ls missing-file'], thinking, ['call', 'Bash'], ['result', 'Exit code 2']],
      ...[thinking, answered, ['prompt', "run: apply_patch <<'EOF'"], thinking],
      ...[
        ['call', 'Edit'],
        ['call', 'Write'],
        ['call', 'Delete'],
        ['result', 'Success. Updated the following files:'],
      ],
      ...[thinking, answered, ['prompt', 'fail: 401']],
      ['notice', 'unexpected status 401 Unauthorized: refused here, url: http://127.0.0.1:8080/v1/responses'],
      ['prompt', 'fail: 429'],
      ['notice', 'exceeded retry limit, last status: 429 Too Many Requests'],
      ...[['prompt', 'hello <b>you</b>'], thinking, answered],
    ])
    expect(entries.filter(({ isError }) => isError).map(({ kind }) => kind)).to.deep.equal([
      'result',
      'notice',
      'notice',
    ])
    const [command, edit, write, removal] = entries.filter(({ kind }) => kind === 'call')
    expect(command?.input).to.deep.include({ command: 'echo hi; ls missing-file' })
    expect([edit?.text, edit?.input]).to.deep.equal([
      'old.txt',
      { file_path: 'old.txt', old_string: 'first\nsecond', new_string: 'first\nSECOND' },
    ])
    expect([write?.input, removal?.input]).to.deep.equal([
      { file_path: 'new.txt', content: 'one\n' },
      { file_path: 'gone.txt' },
    ])
    const ids = new Set(entries.filter(({ kind }) => kind === 'call' || kind === 'result').map(({ callId }) => callId))
    expect(ids.size).to.equal(2)
    const failed = rows.flatMap((row) => readTurnMark(row)?.failed ?? [])
    expect(failed).to.deep.equal([
      {
        failure: {
          kind: 'sign-in',
          text: 'unexpected status 401 Unauthorized: refused here, url: http://127.0.0.1:8080/v1/responses',
        },
        at: Date.parse('2026-11-28T06:05:18.614Z'),
      },
      {
        failure: { kind: 'rate-limit', text: 'exceeded retry limit, last status: 429 Too Many Requests' },
        at: Date.parse('2026-11-28T06:05:19.485Z'),
      },
    ])
  })

  it('have those of sub-agents below the calls that started them, and not in place of the agent (0.171.0)', async () => {
    const day = join(folder(), '2026', '11', '28')
    await cp(RECORDED, day, { recursive: true })
    const [agent, subagent] = ['01a220c9-3048-7dd1-95c6-f3d56e6073f5', '01a220c9-310c-7263-9477-5a448d28f7c6']
    const calls = (await recorded(agent)).flatMap((row) => readRolloutRow(row, 0)).filter(({ kind }) => kind === 'call')
    expect(calls.map(({ tool, text, startsSubagent }) => [tool, text, startsSubagent])).to.deep.equal([
      ['spawn_agent', 'run: echo from-the-sub-agent', true],
      ['wait_agent', `{"targets":["${subagent}"],"timeout_ms":20000}`, false],
    ])
    for (const [index, id] of [ID, agent, subagent].entries())
      await utimes(join(day, (await readdir(day)).find((name) => name.includes(id)) ?? ''), index, index)
    const { newestIn, partOfCall } = conversationsIn(folder())
    expect(await newestIn(FOLDER, codex.id)()).to.deep.equal({ agent: codex.id, id: agent })
    const part = right(await partOfCall(FOLDER, { agent: codex.id, id: agent }, 'call_1', { before: null })())
    expect(part.entries.map(({ kind, tool, isSubagent }) => [kind, tool, isSubagent])).to.deep.equal([
      ...[
        ['prompt', null, true],
        ['thinking', null, true],
        ['call', 'Bash', true],
        ['result', null, true],
      ],
      ...[
        ['thinking', null, true],
        ['answer', null, true],
      ],
    ])
  })

  it('have the reason of a failed turn by its error or the status of the service', () => {
    const failureOf = (error: unknown): TurnFailureKind | undefined =>
      readTurnMark({
        timestamp: '2026-11-28T06:05:18.000Z',
        type: 'event_msg',
        payload: { type: 'task_complete', error },
      })?.failed?.failure.kind
    const info = (codex_error_info: unknown) => failureOf({ message: '', codex_error_info })
    const status = (http_status_code: unknown) => info({ http_connection_failed: { http_status_code } })
    expect(['usage_limit_exceeded', 'unauthorized', 'server_overloaded', 'other', null, 7].map(info)).to.deep.equal([
      ...['rate-limit', 'sign-in', 'overloaded', 'unknown', 'unknown', 'unknown'],
    ])
    expect([401, 402, 403, 404, 429, 400, 500, 529, null, '401'].map(status)).to.deep.equal([
      ...[
        'sign-in',
        'billing',
        'sign-in',
        'model',
        'rate-limit',
        'request',
        'service',
        'overloaded',
        'unknown',
        'unknown',
      ],
    ])
    expect([failureOf(null), failureOf(undefined), failureOf('x')]).to.deep.equal([undefined, undefined, undefined])
    const mark = (payload: object, timestamp: unknown = '2026-11-28T06:05:18.000Z') =>
      readTurnMark({ timestamp, type: 'event_msg', payload })
    const none = { failed: null }
    expect([mark({ type: 'task_started' }), mark({ type: 'turn_aborted' })]).to.deep.equal([none, none])
    expect(mark({ type: 'task_complete', error: { message: '' } }, 'soon')).to.deep.equal(none)
    expect(mark({ type: 'token_count' })).to.equal(null)
  })

  it('have prompts of older versions, images, plans, interruptions and summaries', () => {
    const completed = (item: object) => told('event_msg', { type: 'item_completed', item })
    const content = [
      { type: 'text', text: 'look' },
      { type: 'local_image', path: '/a.png' },
    ]
    expect(completed({ type: 'UserMessage', content })).to.deep.equal([['prompt', 'look\n[image]', false]])
    expect(completed({ type: 'Plan', text: '# Plan' })).to.deep.equal([['answer', '# Plan', false]])
    expect(completed({ type: 'AgentMessage', content })).to.deep.equal([])
    expect(told('event_msg', { type: 'user_message', message: 'fix it' })).to.deep.equal([['prompt', 'fix it', false]])
    expect(told('event_msg', { type: 'turn_aborted', reason: 'interrupted' })).to.deep.equal([
      ['notice', 'interrupted', false],
    ])
    expect(told('compacted', { message: 'So far' })).to.deep.equal([['notice', 'So far', false]])
    expect(told('compacted', {})).to.deep.equal([['notice', 'Context compacted', false]])
    for (const role of ['user', 'developer'])
      expect(
        told('response_item', { type: 'message', role, content: [{ type: 'input_text', text: 'x' }] }),
      ).to.deep.equal([])
  })

  it('have a plan once, which the message of the model repeats, and questions by the name of the hub', () => {
    const message = (text: string) =>
      told('response_item', { type: 'message', role: 'assistant', content: [{ type: 'output_text', text }] })
    const plan = '<proposed_plan>\n# Plan\n</proposed_plan>'
    expect(message(plan)).to.deep.equal([])
    expect(message(`${plan}\nAnd more`)).to.deep.equal([['answer', 'And more', false]])
    for (const odd of ['<proposed_plan> is a tag', '<proposed_plan>\nhalf'])
      expect(message(odd)).to.deep.equal([['answer', odd, false]])
    const args = JSON.stringify({ questions: [{ id: 'a', question: 'Which?', options: [{ label: 'A' }] }] })
    const call = { type: 'function_call', name: 'request_user_input', arguments: args, call_id: 'c' }
    const [asked] = readRolloutRow({ type: 'response_item', payload: call }, 0)
    expect(asked).to.include({ kind: 'call', tool: 'AskUserQuestion', callId: 'c' })
  })

  it('have calls of the shell as one command, and other calls with their input', () => {
    const call = (name: string, args: unknown) =>
      readRolloutRow(
        { type: 'response_item', payload: { type: 'function_call', name, arguments: args, call_id: 'c' } },
        0,
      ).map(({ tool, text, input }) => [tool, text, input])
    expect(call('shell', JSON.stringify({ command: ['bash', '-lc', 'ls | wc'], workdir: '/w' }))).to.deep.equal([
      ['Bash', 'ls | wc', { command: 'ls | wc', workdir: '/w' }],
    ])
    expect(call('shell', '{"command":["git","status"]}')).to.deep.equal([
      ['Bash', 'git status', { command: 'git status' }],
    ])
    expect(call('view_image', '{"path":"/a.png"}')).to.deep.equal([
      ['view_image', '{"path":"/a.png"}', { path: '/a.png' }],
    ])
    expect(call('spawn', '{"half":')).to.deep.equal([
      ['spawn', '{"arguments":"{\\"half\\":"}', { arguments: '{"half":' }],
    ])
    const search = { type: 'web_search_call', action: { type: 'search', query: 'weather' } }
    expect(told('response_item', search)).to.deep.equal([['call', 'weather', false]])
  })

  it('have results without the lines that Codex puts in front of the output', () => {
    const result = (output: unknown) => told('response_item', { type: 'function_call_output', call_id: 'c', output })
    const head = (code: string) =>
      `Chunk ID: a1\nWall time: 0.1 seconds\nProcess exited with code ${code}\nOriginal token count: 5\n`
    expect(result(`${head('0')}Output:\nExit codes\n`)).to.deep.equal([['result', 'Exit codes\n', false]])
    expect(result(`${head('127')}Output:\nno such program`)).to.deep.equal([
      ['result', 'Exit code 127\nno such program', true],
    ])
    const inner = 'Exit code: 1\nWall time: 0 seconds\nOutput:\nno such file'
    for (const output of [inner, `Wall time: 0.0000 seconds\nOutput:\n${inner}`])
      expect(result(output)).to.deep.equal([['result', 'Exit code 1\nno such file', true]])
    expect(result('Wall time: 1 second\nProcess running with session ID 5\nOutput:\n')).to.deep.equal([
      ['result', 'Wall time: 1 second\nProcess running with session ID 5\nOutput:\n', false],
    ])
    expect(result([{ type: 'input_text', text: 'a' }, { type: 'input_image' }])).to.deep.equal([
      ['result', 'a\n[image]', false],
    ])
    expect(result('')).to.deep.equal([['result', '', false]])
  })

  it('have the files of a patch, and a text that is no patch as it is', () => {
    const patch = (input: string) =>
      readRolloutRow(
        { type: 'response_item', payload: { type: 'custom_tool_call', name: 'apply_patch', input } },
        0,
      ).map(({ tool, input: shown }) => [tool, shown])
    const text = [
      ...['*** Begin Patch', '*** Update File: a b.ts', '*** Move to: c.ts', '@@ class A', ' one', '-two', '+2', ''],
      ...['@@', '+end', '*** End of File', '*** End Patch'],
    ]
    expect(patch(text.join('\n'))).to.deep.equal([
      [
        'MultiEdit',
        {
          file_path: 'a b.ts',
          moved_to: 'c.ts',
          edits: [
            { old_string: 'one\ntwo\n', new_string: 'one\n2\n' },
            { old_string: '', new_string: 'end' },
          ],
        },
      ],
    ])
    for (const odd of ['', 'rm -rf', '*** Begin Patch\nodd\n*** Add File: a', '*** Begin Patch\n*** End Patch'])
      expect(patch(odd)).to.deep.equal([['apply_patch', { input: odd }]])
  })

  it('give no entry for odd rows, keep markup and control characters as text, and cut long texts', () => {
    const types = fc.constantFrom('event_msg', 'response_item', 'compacted', 'session_meta')
    const kinds = ['message', 'reasoning', 'function_call', 'custom_tool_call', 'local_shell_call', 'item_completed']
    const kind = fc.constantFrom(...kinds, 'function_call_output', 'task_complete', 'user_message', 'web_search_call')
    const payload = fc.dictionary(
      fc.constantFrom('role', 'content', 'item', 'error', 'name', 'input', 'output'),
      fc.anything(),
    )
    fc.assert(
      fc.property(types, kind, payload, (type, of, fields) => {
        const row: unknown = JSON.parse(JSON.stringify({ type, payload: { ...fields, type: of } }))
        readRolloutRow(row, 0)
        expect([readTurnMark(row)?.failed ?? null, transcripts.folderIn(row)]).to.deep.equal([null, null])
      }),
    )
    for (const odd of [null, 1, [], {}, { type: 'event_msg' }, { type: 'response_item', payload: [] }])
      expect(readRolloutRow(odd, 0)).to.deep.equal([])
    const hostile = '\u001b[31m<script>\u202e\u0000'
    expect(told('event_msg', { type: 'user_message', message: hostile })).to.deep.equal([['prompt', hostile, false]])
    const long = 'x'.repeat(30_000)
    const rows = readRolloutRow({ type: 'event_msg', payload: { type: 'user_message', message: long } }, 0)
    const [said] = rows.map(cutEntry)
    expect([said?.text.length, said?.length]).to.deep.equal([20_000, 30_000])
  })

  it('are read past a row that is too long to be held and a half-written one, and never through a link', async () => {
    const file = fileOf(folder(), ID)
    await mkdir(dirname(file), { recursive: true })
    const long = `${'x'.repeat(20_000_000)}\n`
    await writeFile(file, `nonsense\n${answer('first')}${long}${answer('last')}{"type":"event_ms`)
    const other = '11111111-1111-7222-8333-444455556666'
    await symlink(file, fileOf(folder(), other))
    const { part, failedTurn, newestIn } = conversationsIn(folder())
    const of = (id: string) => ({ agent: codex.id, id })
    const backwards: string[] = []
    let before: number | null = null
    do {
      const { entries, start }: ConversationPart = right(await part('', of(ID), { before })())
      backwards.unshift(...entries.map(({ text }) => text))
      before = start
    } while (before > 0)
    expect(backwards).to.deep.equal(['first', 'last'])
    expect(await failedTurn(of(ID))()).to.equal(null)
    expect(await part('', of(other), { before: null })()).to.deep.include({ _tag: 'Left' })
    expect(await newestIn('/work', null)()).to.equal(null)
  })

  it('are found after they were archived', async () => {
    const [sessions, archive] = [join(folder(), 'sessions'), join(folder(), 'archived_sessions')]
    const file = fileOf(sessions, ID)
    await mkdir(dirname(file), { recursive: true })
    await mkdir(archive)
    await writeFile(file, answer('first'))
    const { part } = conversationsIn(sessions, archive)
    const textsOf = async () =>
      right(await part('/work', { agent: codex.id, id: ID }, { before: null })()).entries.map(({ text }) => text)
    expect(await textsOf()).to.deep.equal(['first'])
    await rename(file, join(archive, `rollout-2026-11-27T12-00-00-${ID}.jsonl`))
    expect(await textsOf()).to.deep.equal(['first'])
  })
})
