import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { createProject, releasePlan } from '../../adapters/inbound/http/projects/api.js'
import { createSession } from '../../adapters/inbound/http/sessions/api.js'
import { eventually } from '../support/eventually.js'
import { withHub } from '../support/with-hub.js'

const WORD = 'word-of-the-wire'
const BODY = { error: WORD, message: WORD, reason: WORD, field: WORD, part: WORD }

/** Texts that a dialog shows for refusals with these codes, each after its form was sent. */
async function textsOf(page: Page, path: string, codes: ReadonlyArray<string>): Promise<ReadonlyArray<string>> {
  let code = ''
  await page.route(`**${path}`, (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 409, json: { ...BODY, code, ...(code === 'Unavailable' ? {} : { detail: WORD }) } })
      : route.continue(),
  )
  const faults = page.getByRole('dialog').locator('.fault')
  const texts: string[] = []
  for (code of codes) {
    const refused = page.waitForResponse((response) => new URL(response.url()).pathname === path)
    await page.getByRole('dialog').locator('button[type=submit]').click()
    await refused
    await eventually(async () => void expect((await faults.allInnerTexts()).join('').trim()).to.not.equal(''))
    texts.push((await faults.allInnerTexts()).join('').trim())
  }
  return texts
}

describe('refusals in dialogs', function () {
  this.timeout(60_000)
  const t = withHub({
    isShared: true,
    ready: async ({ hub, place }) => {
      const folder = join(place.home, 'notes')
      await mkdir(folder)
      await writeFile(join(folder, 'CHANGELOG.md'), '# Notes\n\n## In Development: v1.0.0\n\n- [x] Tag search\n')
      await hub.call('POST', '/api/projects', { displayName: 'Notes', path: folder })
    },
  })

  const fillFolder = (page: Page): Promise<void> => page.getByRole('dialog').locator('input.field').first().fill('/tmp')
  const openRelease = (page: Page): Promise<void> =>
    page.getByRole('button', { name: /^(Release|Veröffentlichen)$/ }).click()

  for (const [what, path, at, open, { errors }] of [
    ['a session that is started', '/api/sessions', '/new', fillFolder, createSession],
    ['a project that is registered', '/api/projects', '/projects/new', fillFolder, createProject],
    ['a version that is released', '/api/projects/notes/release', '/p/notes', openRelease, releasePlan],
  ] as const)
    it(`of ${what} are shown in the language of the page, without a word of the wire`, async () => {
      const codes = Object.keys(errors)
      const shown = await Promise.all(
        ['en', 'de'].map(async (language) => {
          const { page, context } = await t.browser.signedIn(t.hub, at, { remembers: { penates_language: language } })
          await open(page)
          const texts = await textsOf(page, path, [...codes, 'OfAnotherVersion'])
          await context.close()
          return texts
        }),
      )
      const [english = [], german = []] = shown
      expect(english.filter((text, index) => text === german[index])).to.deep.equal([])
      for (const text of shown.flat()) for (const word of [WORD, ...codes]) expect(text).to.not.contain(word)
    })
})
