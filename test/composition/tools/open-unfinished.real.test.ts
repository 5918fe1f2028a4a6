import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readConfig } from '../../../composition/config/environment.js'
import { filesOfHooks } from '../../../composition/tools/open-hooks.js'
import { openUnfinished } from '../../../composition/tools/open-unfinished.js'
import { eventually } from '../../support/eventually.js'
import { right } from '../../support/results.js'
import { scratchFolder } from '../../support/scratch-folder.js'

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
/** Older than a write that may be under way. */
const LONG_AGO = new Date(Date.now() - 3_600_000)

describe('unfinished files of hooks', () => {
  const home = scratchFolder()

  it('are removed by the next start, of scripts and settings, and no file that may be another’s', async () => {
    const config = right(readConfig({ PENATES_HOME: join(home(), 'state') }, home(), 'linux'))
    const files = filesOfHooks(config)
    const names = files.map((file) => file.slice(home().length + 1))
    expect(names).to.include.members([
      'state/hooks/report.mjs',
      'state/codex/hooks/report.mjs',
      'state/opencode/hooks/plugin.mjs',
      '.claude/settings.json',
      '.codex/hooks.json',
    ])
    const kept: string[] = []
    const put = async (file: string, isOld = true): Promise<void> => {
      await writeFile(file, '')
      if (isOld) await utimes(file, LONG_AGO, LONG_AGO)
    }
    for (const file of files) {
      const folder = dirname(file)
      await mkdir(folder, { recursive: true })
      const name = file.slice(folder.length + 1)
      await put(join(folder, `.${name}.0123456789abcdef.tmp`))
      await put(`${file}.0123456789abcdef.tmp`)
      await put(join(folder, `.${name}.fedcba9876543210.tmp`), false)
      for (const other of [name, `${name}.tmp.77.0123`, `.${name}.swp`, `my-${name}.0123456789abcdef.tmp`])
        await put(join(folder, other))
      kept.push(...[name, `${name}.tmp.77.0123`, `.${name}.swp`].map((one) => join(folder, one)))
      kept.push(join(folder, `.${name}.fedcba9876543210.tmp`), join(folder, `my-${name}.0123456789abcdef.tmp`))
    }
    const journal = right(await openUnfinished(config, silent)())
    const folders = [...new Set(files.map((file) => dirname(file)))]
    await eventually(async () => {
      const left = await Promise.all(
        folders.map(async (folder) => (await readdir(folder)).map((name) => join(folder, name))),
      )
      expect(left.flat().filter((file) => !/\.jsonl/.test(file))).to.have.members(kept)
    })
    journal.close()
  })
})
