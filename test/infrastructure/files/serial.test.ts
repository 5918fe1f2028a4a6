import { setTimeout as delay } from 'node:timers/promises'
import { makeSerial } from '../../../infrastructure/files/serial.js'

describe('a queue of jobs', () => {
  it('runs one at a time in the order of the calls, also after one that failed', async () => {
    const serial = makeSerial()
    const steps: string[] = []
    const job = (name: string, ms: number, fails = false) =>
      serial.run(async () => {
        steps.push(`${name} begins`)
        await delay(ms)
        steps.push(`${name} ends`)
        if (fails) throw new Error(name)
        return name
      })
    const answers = await Promise.allSettled([job('a', 5), job('b', 1, true), job('c', 0)])
    expect(answers.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled'])
    expect(steps).to.deep.equal(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  })

  it('is settled when everything that was asked for has ended', async () => {
    const serial = makeSerial()
    let isDone = false
    void serial.run(async () => {
      await delay(10)
      isDone = true
    })
    await serial.settled()
    expect(isDone).to.equal(true)
    await makeSerial().settled()
  })
})
