import { isOver, onConflictOf, totalOf, type UploadJob } from '../../../adapters/inbound/web/src/transfer/upload-job.js'

const job = (id: number, part: Partial<UploadJob>): UploadJob => ({
  id,
  name: `${id}`,
  size: 100,
  sent: 0,
  state: 'waiting',
  fault: null,
  ...part,
})

describe('upload progress', () => {
  it('is the share of sent bytes in all bytes to send', () => {
    const jobs = [job(1, { state: 'done' }), job(2, { state: 'sending', sent: 50 }), job(3, {})]
    expect(totalOf(jobs)).to.deep.equal({ sent: 150, size: 300, percent: 50, done: 1, failed: 0, open: 2 })
  })

  it('is at most 100 percent, although a form is larger than its file', () => {
    expect(totalOf([job(1, { state: 'sending', sent: 180 })]).percent).to.equal(100)
  })

  it('leaves out skipped, stopped and failed uploads', () => {
    const jobs = [job(1, { state: 'skipped' }), job(2, { state: 'stopped' }), job(3, { state: 'failed' })]
    expect(totalOf(jobs)).to.deep.equal({ sent: 0, size: 0, percent: 100, done: 0, failed: 1, open: 0 })
    expect(jobs.every(isOver)).to.equal(true)
  })

  it('is complete when all files were empty', () => {
    expect(totalOf([job(1, { size: 0, state: 'done' })]).percent).to.equal(100)
    expect(totalOf([job(1, { size: 0 })]).percent).to.equal(0)
  })

  it('rejects name conflicts until the user has chosen a resolution', () => {
    expect([null, 'replace', 'keep-both', 'skip'].map((choice) => onConflictOf(choice as never))).to.deep.equal([
      'fail',
      'overwrite',
      'rename',
      'fail',
    ])
  })
})
