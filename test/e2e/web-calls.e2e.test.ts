import { execFile } from 'node:child_process'
import { appendFile, chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { claudeLine, writeLines } from '../support/agent-logs.js'
import { eventually } from '../support/eventually.js'
import { callsOf } from '../support/page-calls.js'
import { withHub } from '../support/with-hub.js'

const run = promisify(execFile)

const MOST_CALLS = 3
const CONVERSATION = '11111111-2222-4333-8444-555555555555'
const PROJECTS = ['shop', 'parser']
const SPLIT = '?column=cc-shop&column=cc-parser'

/** Pages with what is there once they have read what they show. */
const PAGES: ReadonlyArray<readonly [path: string, shows: string]> = [
  ['/', 'article'],
  ['/new', 'dialog .folder-state:has-text("Git repository")'],
  ['/needs', '.need'],
  ['/approvals', 'h1'],
  ['/board', '.card-tile .branch:has-text("+1")'],
  ['/projects', '.project-row, .projects h2, main h1'],
  ['/p/shop', 'h1'],
  ['/p/shop/files', '[role=treeitem]'],
  ['/usage', 'h1'],
  ['/settings', 'h1'],
  ['/status', 'h1'],
  ['/conversations', 'h1'],
  ['/s/cc-shop', '.xterm-rows'],
  ['/s/cc-shop/files', '[role=treeitem]'],
  ['/s/cc-shop/changes', '.repo-panel ins'],
  ['/s/cc-shop/conversation', '.conversation-panel .queued >> nth=1'],
  ['/s/cc-shop/timeline', '.timeline-row'],
  [`/s/cc-shop${SPLIT}`, '.terminal-pane .xterm-rows >> nth=1'],
  [`/s/cc-shop/files${SPLIT}`, '[role=treeitem]'],
  [`/s/cc-shop/conversation${SPLIT}`, '.conversation-panel .entry'],
  [`/s/cc-shop/timeline${SPLIT}`, '.timeline-row'],
]

describe('pages of a busy hub', function () {
  this.timeout(180_000)
  let folderOf: (name: string) => string
  const t = withHub({
    prepare: async ({ home }) => {
      folderOf = (name) => join(home, 'code', name)
      for (const name of PROJECTS) await repository(folderOf(name))
      const bin = join(home, 'bin')
      await mkdir(bin)
      await writeFile(
        join(bin, 'claude'),
        '#!/bin/sh\n[ "$1" = --version ] && exec echo "2.1.7 (Claude Code)"\nexec cat\n',
      )
      await chmod(join(bin, 'claude'), 0o755)
      const transcripts = join(home, '.claude', 'projects', folderOf('shop').replaceAll(/[^A-Za-z0-9]/g, '-'))
      await mkdir(transcripts, { recursive: true })
      const use = {
        session: 'earlier',
        directory: folderOf('shop'),
        at: Date.now(),
        input: 900,
        cacheRead: 0,
        output: 2e6,
      }
      await writeLines(join(transcripts, 'earlier.jsonl'), claudeLine(use))
      const said = [
        ['user', 'Keep orders while the network is gone'],
        ['assistant', 'Orders go into a queue first'],
      ].map(([type, content]) =>
        JSON.stringify({ type, timestamp: new Date(), sessionId: CONVERSATION, message: { content } }),
      )
      await appendFile(join(transcripts, `${CONVERSATION}.jsonl`), `${said.join('\n')}\n`)
      return { PATH: `${bin}:${process.env['PATH'] ?? ''}` }
    },
    ready: async ({ hub }) => {
      const call = async (method: string, path: string, body: unknown, headers?: Record<string, string>) => {
        const answer = await hub.call(method, path, body, headers)
        expect(answer.status, `${method} ${path}`).to.be.below(300)
        return answer.body as { readonly id: string }
      }
      for (const name of PROJECTS) {
        await call('POST', '/api/projects', { displayName: name, path: folderOf(name) })
        for (const [stage, branch] of [
          ['review', 'idea/a'],
          ['review', 'idea/b'],
          ['implement', 'idea/c'],
        ]) {
          const { id } = await call('POST', '/api/board/cards', { projectId: name, title: `${name} ${String(branch)}` })
          await call('PATCH', `/api/board/cards/${id}`, { stage, branch })
        }
        await call('POST', '/api/sessions', { name, directory: folderOf(name), command: 'claude' })
      }
      const report = { session_id: CONVERSATION, prompt: 'Keep orders' }
      await call('POST', '/api/hooks/UserPromptSubmit', report, { 'X-Penates-Session': 'cc-shop' })
      await call('POST', '/api/sessions/cc-shop/prompts', { text: 'Then test it' })
      const at = new Date(Date.now() + 3_600_000).toISOString()
      await call('POST', '/api/sessions/cc-shop/schedules', { text: 'Report', at })
      const limit = { limitUsd: 1, atLimit: 'ask' }
      await call('PUT', '/api/usage/budgets', {
        budgets: [
          { scope: { kind: 'month' }, ...limit },
          { scope: { kind: 'project', project: 'shop' }, ...limit },
        ],
      })
      await eventually(async () => {
        const { body } = await hub.call('GET', '/api/usage/budgets')
        const { budgets } = body as { readonly budgets: ReadonlyArray<{ readonly level: string }> }
        expect(budgets.map(({ level }) => level)).to.deep.equal(['exceeded', 'exceeded'])
      }, 20_000)
    },
  })

  it(`make at most ${String(MOST_CALLS)} calls as they open, each of them once`, async () => {
    const { page, faults } = await t.browser.signedIn(t.hub)
    const calls = callsOf(page)
    const seen: Record<string, ReadonlyArray<string>> = {}
    for (const [path, shows] of PAGES) {
      await page.goto('about:blank')
      calls.length = 0
      await page.goto(t.hub.url + path)
      await page.locator(shows).first().waitFor()
      await page.waitForLoadState('networkidle')
      seen[path] = [...calls]
    }
    const tooMany = Object.entries(seen).filter(
      ([, made]) => made.length > MOST_CALLS || new Set(made).size < made.length,
    )
    expect(tooMany).to.deep.equal([])
    expect(faults()).to.deep.equal([])
  })
})

/** Repository with three branches and a change that is not committed. */
async function repository(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const git = async (...args: ReadonlyArray<string>): Promise<unknown> =>
    run('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.invalid', ...args], { cwd: folder })
  const commit = async (file: string, text: string): Promise<void> => {
    await writeFile(join(folder, file), text)
    await git('add', '.')
    await git('commit', '-qm', file)
  }
  await git('init', '-q', '-b', 'main')
  await commit('a.txt', 'one\n')
  for (const name of ['a', 'b', 'c']) {
    await git('checkout', '-q', '-b', `idea/${name}`, 'main')
    await commit('b.txt', `${name}\n`)
  }
  await git('checkout', '-q', 'main')
  await writeFile(join(folder, 'a.txt'), 'two\n')
}
