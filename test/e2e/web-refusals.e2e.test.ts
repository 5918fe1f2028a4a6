import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import {
  applyStash,
  commitWorktree,
  finishCard,
  readPreflight,
  removeWorktree,
  stashChanges,
  undoFinish,
  updateBase,
} from '../../adapters/inbound/http/board/finish.api.js'
import { createFolder, relocateFile, trashFiles, uploadFiles } from '../../adapters/inbound/http/files/api.js'
import { createProject, releasePlan } from '../../adapters/inbound/http/projects/api.js'
import { createSession } from '../../adapters/inbound/http/sessions/api.js'
import { eventually } from '../support/eventually.js'
import { withHub } from '../support/with-hub.js'

const WORD = 'word-of-the-wire'
const BODY = { error: WORD, message: WORD, reason: WORD, field: WORD, part: WORD }
/** Codes whose `detail` is output of a program, which is shown as it is. */
const WITH_OUTPUT = [
  'Unavailable',
  'FinishFailed',
  'FinishObstructed',
  'GitRefused',
  'MergeRefused',
  'NotUndoable',
  'PushFailed',
]

/** Operation of the page whose route is refused. */
interface Operation {
  readonly what: string
  readonly route: {
    readonly method: string
    readonly path: string
    readonly errors: Readonly<Record<string, string | null>>
  }
  readonly at: string
  readonly open?: (page: Page) => Promise<unknown>
  readonly send: (page: Page) => Promise<unknown>
  /** Elements with the texts of failures; those outside of the dialog are dismissed after each. */
  readonly faults?: string
}

const STASH = { id: 'a'.repeat(40), name: 'Before', branch: 'main', at: '2026-01-02T03:04:05.000Z' }
const preflight = (reasons: ReadonlyArray<string>): object => ({
  ...{ ok: reasons.length === 0, base: 'main', reasons, files: [], detail: null },
  ...{ obstacles: reasons.map((reason) => ({ reason, files: [], commits: [] })), stashes: [STASH] },
})

const press = (name: RegExp): ((page: Page) => Promise<void>) => {
  return (page) => page.getByRole('button', { name }).click()
}
const inDialog = (name: RegExp): ((page: Page) => Promise<void>) => {
  return (page) => page.getByRole('dialog').getByRole('button', { name }).click()
}
const checkAgain = inDialog(/^(Check again|Erneut prüfen)$/)
const mergeIn = inDialog(/^(Merge and push|Mergen und pushen)$/)
const submit = (page: Page): Promise<void> => page.getByRole('dialog').locator('button[type=submit]').click()
const fillFolder = (page: Page): Promise<void> => page.getByRole('dialog').locator('input.field').first().fill('/tmp')
const TOASTS = '.toast.of-failed'
const UPLOADS = '.upload.failed .upload-state'

/** Opens the finish dialog with these obstacles. */
const openFinish =
  (...reasons: ReadonlyArray<string>) =>
  async (page: Page): Promise<void> => {
    await page.route('**/preflight**', (route) => route.fulfill({ json: preflight(reasons) }))
    await press(/^(Finish|Abschließen)$/)(page)
    await page.getByRole('dialog').getByText('Before').waitFor()
  }

const DONE = {
  ...{ id: 'f-1', projectId: 'notes', stage: 'done', branch: 'idea/offline', base: 'main', merge: 'b'.repeat(40) },
  ...{ pushed: false, merged: true, reason: null, reasons: [], files: [], detail: null, undoable: true },
  ...{ startedAt: STASH.at, endedAt: STASH.at },
  cleanup: {
    ...{ sessionKilled: false, worktreeRemoved: false, worktreeKept: true, branchDeleted: false, rescue: [] },
    ...{ branchKept: true, branchReason: 'checked-out', checkedOutIn: '/work/offline' },
  },
}
/** Opens the finish dialog and merges; the branch is checked out elsewhere. */
async function openFinished(page: Page): Promise<void> {
  await openFinish()(page)
  await page.route('**/finish', (route, request) => {
    const [, cardId] = /cards\/([^/]+)\/finish/.exec(request.url()) ?? []
    return route.fulfill({ status: 202, json: { ...DONE, cardId } })
  })
  await mergeIn(page)
  await page.locator('.finish-end').waitFor()
}

const row = (page: Page): Locator => page.getByRole('treeitem', { name: 'CHANGELOG.md', exact: true })
const typeNameBy =
  (entry: RegExp) =>
  async (page: Page): Promise<void> => {
    await row(page).click({ button: 'right' })
    await page.getByRole('menuitem', { name: entry }).click()
    await page.locator('.name-field input').fill('new')
    await page.keyboard.press('Enter')
  }
/** Answers the question about a taken name, where it is asked before a failure is shown. */
async function replaceIfAsked(page: Page, faults: string): Promise<void> {
  const replace = page.getByRole('dialog').getByRole('button', { name: /^(Replace|Ersetzen)$/ })
  await replace.or(page.locator(faults)).first().waitFor()
  if (await replace.isVisible()) await replace.click()
}
const move = async (page: Page): Promise<void> => {
  await row(page).click()
  await page.keyboard.press('Control+x')
  await page.getByRole('treeitem', { name: 'docs', exact: true }).click()
  await page.keyboard.press('Control+v')
  await replaceIfAsked(page, TOASTS)
}
const drop = async (page: Page): Promise<void> => {
  const dataTransfer = await page.evaluateHandle(`{
    const carried = new DataTransfer()
    carried.items.add(new File(['text'], 'new.txt'))
    carried
  }`)
  for (const type of ['dragenter', 'dragover', 'drop']) await row(page).dispatchEvent(type, { dataTransfer })
  await replaceIfAsked(page, UPLOADS)
}

const CARD = { at: '/board/:card', open: openFinish() }
const OBSTRUCTED = { at: CARD.at, open: openFinish('worktree-dirty', 'base-behind') }
const FINISHED = { at: CARD.at, open: openFinished, faults: TOASTS }
const FILES = { at: '/p/notes/files', faults: TOASTS }

const OPERATIONS: ReadonlyArray<Operation> = [
  { what: 'a session that is started', route: createSession, at: '/new', open: fillFolder, send: submit },
  { what: 'a project that is registered', route: createProject, at: '/projects/new', open: fillFolder, send: submit },
  {
    what: 'a version that is released',
    route: releasePlan,
    at: '/p/notes',
    open: press(/^(Release|Veröffentlichen)$/),
    send: submit,
  },
  {
    what: 'a finish that is checked',
    route: readPreflight,
    ...CARD,
    send: checkAgain,
  },
  {
    what: 'a finish',
    route: finishCard,
    ...CARD,
    send: async (page) => {
      await checkAgain(page)
      await mergeIn(page)
    },
  },
  { what: 'a worktree that is committed', route: commitWorktree, ...OBSTRUCTED, send: inDialog(/^Commit/) },
  { what: 'changes that are stashed', route: stashChanges, ...OBSTRUCTED, send: inDialog(/^Stash/) },
  { what: 'a stash that is applied', route: applyStash, ...OBSTRUCTED, send: inDialog(/^(Apply|„Before“ anwenden)/) },
  { what: 'a base that is updated', route: updateBase, ...OBSTRUCTED, send: inDialog(/^(Fetch|Holen)/) },
  {
    what: 'a worktree that is removed',
    route: removeWorktree,
    ...FINISHED,
    send: inDialog(/^(Remove worktree|Worktree entfernen)$/),
  },
  {
    what: 'a finish that is undone',
    route: undoFinish,
    ...FINISHED,
    send: async (page) => {
      const undo = page.getByRole('dialog').getByRole('button', { name: /^(Undo finish|Abschluss rückgängig machen)$/ })
      await undo.first().click()
      await undo.last().click()
    },
  },
  { what: 'a file that is renamed', route: relocateFile, ...FILES, send: typeNameBy(/^(Rename|Umbenennen)/) },
  { what: 'a file that is moved', route: relocateFile, ...FILES, send: move },
  {
    what: 'a folder that is made',
    route: createFolder,
    ...FILES,
    send: typeNameBy(/^(New folder|Neuer Ordner)/),
  },
  { what: 'a file that is uploaded', route: uploadFiles, ...FILES, faults: UPLOADS, send: drop },
  {
    what: 'a file that is put into the trash',
    route: trashFiles,
    ...FILES,
    send: async (page) => {
      await row(page).click()
      for (const key of ['Delete', 'Delete']) await page.keyboard.press(key)
    },
  },
]

/** Texts of refusals with these codes, each after it was sent. */
async function textsOf(page: Page, operation: Operation, codes: ReadonlyArray<string>): Promise<ReadonlyArray<string>> {
  const { route: api, send, open, faults: list = 'dialog .fault' } = operation
  const path = new RegExp(`${api.path.replace(/:\w+/g, '[^/]+')}(\\?.*)?$`)
  await open?.(page)
  let code = ''
  await page.route(path, (route) =>
    route.request().method() === api.method
      ? route.fulfill({ status: 409, json: { ...BODY, code, ...(WITH_OUTPUT.includes(code) ? {} : { detail: WORD }) } })
      : route.fallback(),
  )
  const faults = page.locator(list)
  const texts: string[] = []
  for (code of codes) {
    const refused = page.waitForResponse(
      (response) => response.request().method() === api.method && response.status() === 409,
    )
    await send(page)
    await refused
    await eventually(async () => void expect((await faults.allInnerTexts()).join('').trim()).to.not.equal(''))
    texts.push((await faults.allInnerTexts()).join('').trim())
    if (operation.faults !== undefined) await dismissAll(page)
  }
  await page.unrouteAll()
  return texts
}

async function dismissAll(page: Page): Promise<void> {
  const buttons = page.locator(`${TOASTS}, .uploads`).getByRole('button', { name: /^(Dismiss|Ausblenden|Schließen)$/ })
  while ((await buttons.count()) > 0) await buttons.first().click()
}

describe('refusals in dialogs', function () {
  this.timeout(120_000)
  let card = ''
  let pages: ReadonlyArray<Page> = []
  const t = withHub({
    isShared: true,
    ready: async ({ hub, place, browser }) => {
      const folder = join(place.home, 'notes')
      await mkdir(join(folder, 'docs'), { recursive: true })
      await writeFile(join(folder, 'CHANGELOG.md'), '# Notes\n\n## In Development: v1.0.0\n\n- [x] Tag search\n')
      await hub.call('POST', '/api/projects', { displayName: 'Notes', path: folder })
      const { body } = await hub.call('POST', '/api/board/cards', { projectId: 'notes', title: 'Offline mode' })
      card = (body as { readonly id: string }).id
      await hub.call('PATCH', `/api/board/cards/${card}`, { stage: 'review', branch: 'idea/offline' })
      const devices = ['en', 'de'].map((language) =>
        browser.signedIn(hub, '/', { remembers: { penates_language: language } }),
      )
      pages = (await Promise.all(devices)).map(({ page }) => page)
    },
  })

  for (const operation of OPERATIONS)
    it(`of ${operation.what} are shown in the language of the page, without a word of the wire`, async () => {
      const codes = Object.keys(operation.route.errors)
      const shown = await Promise.all(
        pages.map(async (page) => {
          await page.goto(`${t.hub.url}${operation.at.replace(':card', card)}`)
          return textsOf(page, operation, [...codes, 'OfAnotherVersion'])
        }),
      )
      const [english = [], german = []] = shown
      expect(english.filter((text, index) => text === german[index])).to.deep.equal([])
      for (const text of shown.flat()) for (const word of [WORD, ...codes]) expect(text).to.not.contain(word)
    })
})
