import { memoryFileEvents } from '../../../../adapters/outbound/memory/file-events.memory.js'
import { fileEventsByFileSystem } from '../../../../adapters/outbound/system/file-events.by-file-system.js'
import { eventually } from '../../../support/eventually.js'

describe('file events by file system', () => {
  const open = () => {
    const [notified, polled] = [memoryFileEvents(['/local', '/mount']), memoryFileEvents(['/local', '/mount'])]
    const needsPolling = (root: string): Promise<boolean> => Promise.resolve(root === '/mount')
    return { notified, polled, events: fileEventsByFileSystem({ notified, polled, needsPolling }) }
  }
  const listener = { changed: () => undefined, covered: () => undefined }

  it('watches each root by what its file system needs, until it is stopped', async () => {
    const { notified, polled, events } = open()
    const stops = ['/local', '/mount'].map((root) => events.watch(root, listener))
    await eventually(() => {
      expect(notified.watched()).to.deep.equal(['/local'])
      expect(polled.watched()).to.deep.equal(['/mount'])
    })
    for (const stop of stops) stop()
    expect([...notified.watched(), ...polled.watched()]).to.deep.equal([])
  })

  it('starts no watch that was stopped before the file system was read', async () => {
    const { notified, polled, events } = open()
    events.watch('/mount', listener)()
    events.watch('/local', listener)
    await eventually(() => {
      expect(notified.watched()).to.deep.equal(['/local'])
    })
    expect(polled.watched()).to.deep.equal([])
  })
})
