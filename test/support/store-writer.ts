// Adds a session and a card for each number, printing it once both are answered, and kills itself with SIGKILL
// before the given step on the disk. Called with: folder, step, how many.
import * as E from 'fp-ts/lib/Either.js'
import { openState } from '../../adapters/outbound/json-store/open-state.js'
import { remember } from '../../domain/sessions/session-record.js'
import { DEFAULT_SETTINGS } from '../../domain/settings/settings.js'
import { nodeDisk } from '../../infrastructure/files/disk.js'
import { aCard } from './cards.js'
import { watchedDisk } from './faulty-disk.js'
import { right } from './results.js'
import { sessionId } from '../../domain/sessions/session-id.js'

const [path = '', lastStep = '', count = ''] = process.argv.slice(2)

const disk = watchedDisk(nodeDisk, ({ number }) => {
  if (number === Number(lastStep)) process.kill(process.pid, 'SIGKILL')
})
const state = right(
  await openState({ disk, path, now: Date.now, settingsDefaults: DEFAULT_SETTINGS, newToken: () => 'unused' })(),
)
for (let number = 1; number <= Number(count); number += 1) {
  const entry = { id: sessionId(`cc-${number}`), name: `cc-${number}`, directory: '/tmp', command: 'x'.repeat(5000) }
  right(await state.sessionRecord.update((records) => E.right(remember(records, entry, number)))())
  const card = aCard({ id: `card-${number}`, notes: 'x'.repeat(150_000) })
  right(await state.cardStore.update((board) => E.right({ ...board, cards: [...board.cards, card] }))())
  process.stdout.write(`${number}\n`)
}
