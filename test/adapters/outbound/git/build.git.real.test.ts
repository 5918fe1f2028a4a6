import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildIn } from '../../../../adapters/outbound/git/build.js'
import { gitWriter } from '../../../../adapters/outbound/git/git-writer.js'
import { processCommandRunner } from '../../../../adapters/outbound/process/command-runner.process.js'
import { diskPlace, GIT_PERSON, type DiskPlace } from '../../../support/board-places.js'

describe('edits of a commit in a scratch worktree', () => {
  let place: DiskPlace
  beforeEach(async () => {
    place = await diskPlace()
  })
  afterEach(() => place.close())

  const git = gitWriter({ runner: processCommandRunner(() => GIT_PERSON), environment: GIT_PERSON })

  for (const [link, path, target] of [
    ['a folder', 'docs/plan.md', 'outside'],
    ['the file', 'docs', 'outside/plan.md'],
  ] as const)
    it(`are refused where ${link} is a link out of the worktree`, async () => {
      await mkdir(join(place.folder, 'outside'))
      const outside = join(place.folder, 'outside/plan.md')
      await writeFile(outside, 'kept\n')
      await symlink(join(place.folder, target), join(place.root, 'docs'))
      await place.git('add', 'docs')
      await place.git('commit', '--quiet', '--message', 'link')
      const onto = (await place.git('rev-parse', 'HEAD')).trim()
      await place.git('checkout', '--quiet', '-b', 'work')
      await place.git('commit', '--quiet', '--allow-empty', '--message', 'work')
      const commit = (await place.git('rev-parse', 'HEAD')).trim()
      const built = await buildIn(git, place.root, {
        scratchWorktree: join(place.folder, 'scratch'),
        onto,
        message: 'Merge',
        step: { _tag: 'merge', commit },
        edits: [{ path, text: 'changed\n' }],
      })()
      expect(built).to.have.property('left').that.has.property('_tag', 'MergeRefused')
      expect(await readFile(outside, 'utf8')).to.equal('kept\n')
    })
})
