import * as E from 'fp-ts/lib/Either.js'
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { processCommandRunner } from '../../../../adapters/outbound/process/command-runner.process.js'
import { whisperTranscriber } from '../../../../adapters/outbound/whisper/transcriber.whisper.js'
import { transcriptionFailed } from '../../../../domain/voice/errors.js'
import { describeTranscriber } from '../../../contracts/transcriber.contract.js'
import { toneOf, wavFile } from '../../../support/wav-file.js'

/** Stands in for `whisper-cli`: takes the same words, insists on them, and writes what `heard` beside it says. */
const STAND_IN = `#!${process.execPath}
const { existsSync, readFileSync, writeFileSync, statSync } = require('node:fs')
const { dirname, join } = require('node:path')
const [m, model, l, language, nt, otxt, of, out, f, sound] = process.argv.slice(2)
if ([m, l, nt, otxt, of, f].join(' ') !== '-m -l -nt -otxt -of -f') process.exit(2)
if (!existsSync(model) || statSync(sound).mode & 0o077) process.exit(3)
writeFileSync(join(dirname(model), 'seen.json'), JSON.stringify({ language, folder: dirname(out) }))
const heard = join(dirname(model), 'heard')
if (!existsSync(heard)) { console.error('cannot read ' + sound); process.exit(1) }
const text = readFileSync(heard, 'utf8')
if (text === 'hang') setInterval(() => {}, 1000)
else if (text !== '') writeFileSync(out + '.txt', text)
`

const ours = async (): Promise<ReadonlyArray<string>> =>
  (await readdir(tmpdir())).filter((name) => name.startsWith('penates-voice-'))

async function place() {
  const folder = await mkdtemp(join(tmpdir(), 'penates-test-'))
  const [program, model, heard] = [join(folder, 'whisper-cli'), join(folder, 'model.bin'), join(folder, 'heard')]
  await writeFile(program, STAND_IN)
  await chmod(program, 0o700)
  await writeFile(model, 'a model')
  const runner = processCommandRunner(() => ({}))
  const open = (options: Partial<Parameters<typeof whisperTranscriber>[0]> = {}) =>
    whisperTranscriber({
      runner,
      enabled: true,
      program: 'whisper-cli',
      searchPath: `/none:${folder}`,
      model,
      ...options,
    })
  return {
    folder,
    open,
    hears: (text: string | null) => (text === null ? rm(heard, { force: true }) : writeFile(heard, text)),
    loseModel: () => rm(model),
    close: () => rm(folder, { recursive: true }),
  }
}

describeTranscriber('whisper.cpp', async () => {
  const here = await place()
  const before = await ours()
  return {
    transcriber: here.open(),
    hears: here.hears,
    loseModel: here.loseModel,
    left: async () => (await ours()).filter((name) => !before.includes(name)),
    close: here.close,
  }
})

describe('whisper.cpp', () => {
  let here: Awaited<ReturnType<typeof place>>
  beforeEach(async () => {
    here = await place()
  })
  afterEach(() => here.close())

  it('is not ready without its program, or when it is switched off', async () => {
    expect(await here.open({ program: 'whisper-none' }).isReady()).to.equal(false)
    expect(await here.open({ enabled: false }).isReady()).to.equal(false)
  })

  it('is ended when it takes too long', async () => {
    await here.hears('hang')
    const transcribed = here.open().transcribe({ wav: Uint8Array.from([1]), language: 'de', timeoutMs: 300 })
    expect(await transcribed()).to.deep.equal(E.left(transcriptionFailed('the program did not finish within 300 ms')))
  })

  const { WHISPER_BIN: program, WHISPER_MODEL: model } = process.env
  if (program !== undefined && model !== undefined) {
    it('hears no words in a tone, with the real program', async function () {
      this.timeout(120_000)
      const transcriber = here.open({ program, model, searchPath: process.env['PATH'] ?? '' })
      const heard = await transcriber.transcribe({ wav: wavFile(toneOf(2_000)), language: 'en', timeoutMs: 100_000 })()
      expect(E.isRight(heard)).to.equal(true)
    })
  }
})
