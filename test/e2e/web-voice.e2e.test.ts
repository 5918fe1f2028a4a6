import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { readWav } from '../../domain/voice/wav.js'
import { eventually } from '../support/eventually.js'
import { terminalShows } from '../support/terminal-page.js'
import { withHub } from '../support/with-hub.js'

/** Stands in for `whisper-cli`: keeps what it was given, and heard this. */
const STAND_IN = `#!${process.execPath}
const { copyFileSync, writeFileSync } = require('node:fs')
const words = process.argv.slice(2)
const after = (flag) => words[words.indexOf(flag) + 1]
copyFileSync(after('-f'), after('-m') + '.heard')
writeFileSync(after('-of') + '.txt', ' fix the failing tests\\n')
`

describe('speaking in the browser', function () {
  this.timeout(60_000)
  let model: string
  const t = withHub({
    prepare: async (place) => {
      const program = join(place.home, 'whisper')
      model = join(place.home, 'model.bin')
      await mkdir(join(place.home, 'code'))
      await writeFile(program, STAND_IN)
      await chmod(program, 0o700)
      await writeFile(model, '')
      return { WHISPER_BIN: program, WHISPER_MODEL: model }
    },
    ready: async ({ hub, place }) => {
      const session = { name: 'shop', directory: join(place.home, 'code'), command: 'echo ready; exec cat' }
      await hub.call('POST', '/api/sessions', session)
    },
  })

  it('puts what was said at the prompt, and sends nothing off', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-shop', { microphone: true })
    await terminalShows(page, 'ready')
    await page.getByRole('button', { name: 'Speak a prompt' }).click()
    const bar = page.getByRole('group', { name: 'Dictation' })
    await bar.getByRole('meter').waitFor()
    await eventually(async () => {
      expect(await bar.getByRole('timer').textContent()).to.match(/^0:0[1-9]$/)
    })
    await bar.getByRole('button', { name: 'Insert text' }).click()
    await terminalShows(page, 'fix the failing tests')
    await bar.waitFor({ state: 'detached' })
    const heard = readWav(new Uint8Array(await readFile(`${model}.heard`)))
    expect(E.isRight(heard) && heard.right.lengthMs).to.be.greaterThan(500)
    expect(faults()).to.deep.equal([])
  })

  it('gives up on Escape, and says what to do where the microphone is refused', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-shop', { microphone: true })
    await terminalShows(page, 'ready')
    await page.getByRole('button', { name: 'Speak a prompt' }).click()
    await page.getByRole('meter').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('group', { name: 'Dictation' }).waitFor({ state: 'detached' })
    const refused = await t.browser.signedIn(t.hub, '/s/cc-shop')
    await refused.page.getByRole('button', { name: 'Speak a prompt' }).click()
    await refused.page.getByText('blocks the microphone').waitFor()
  })
})
