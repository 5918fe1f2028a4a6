import { setImmediate as nextTurn } from 'node:timers/promises'
import { lanes } from '../../scripts/lib/lanes.mjs'
import { shardsOf } from '../../scripts/lib/shards.mjs'

describe('the lanes of npm test', () => {
  /** Adds jobs; `started` lists those that run or have run, `end` lets one end. */
  function jobs(cores) {
    const inLane = lanes({ cores })
    const started = []
    const ends = new Map()
    const add = (lane, ...names) =>
      names.map((name) =>
        inLane(lane, () => {
          started.push(name)
          return new Promise((resolve, reject) => ends.set(name, { resolve, reject }))
        }),
      )
    const end = async (name) => {
      ends.get(name).resolve(name)
      await nextTurn()
    }
    return { add, started, ends, end }
  }

  it('gives each lane one of two cores while both have jobs: one that computes, three that wait', async () => {
    const { add, started, end } = jobs(2)
    add('compute', 'c1', 'c2')
    add('wait', 'w1', 'w2', 'w3', 'w4')
    await nextTurn()
    expect(started).to.deep.equal(['c1', 'w1', 'w2', 'w3'])
    await end('w1')
    expect(started).to.deep.equal(['c1', 'w1', 'w2', 'w3', 'w4'])
    await end('c1')
    expect(started).to.deep.equal(['c1', 'w1', 'w2', 'w3', 'w4', 'c2'])
  })

  it('leaves a core to the other lane where one has no jobs', async () => {
    const computing = jobs(2)
    computing.add('compute', 'c1', 'c2', 'c3')
    await nextTurn()
    expect(computing.started).to.deep.equal(['c1', 'c2'])
    const waiting = jobs(2)
    waiting.add('wait', 'w1', 'w2', 'w3', 'w4', 'w5', 'w6', 'w7')
    await nextTurn()
    expect(waiting.started).to.deep.equal(['w1', 'w2', 'w3', 'w4', 'w5', 'w6'])
  })

  it('lets a job that waits fill what one with a browser and one with a coding CLI leave of two cores', async () => {
    const { add, started, end } = jobs(2)
    add('compute', 'c1')
    add('browser', 'b1')
    add('agent', 'a1', 'a2')
    add('wait', 'w1')
    await nextTurn()
    expect(started).to.deep.equal(['c1', 'b1', 'a1'])
    await end('c1')
    expect(started).to.deep.equal(['c1', 'b1', 'a1', 'a2', 'w1'])
  })

  it('runs a job with a browser beside two of fast tests, and three without', async () => {
    const { add, started, end } = jobs(2)
    add('browser', 'b1', 'b2', 'b3', 'b4')
    add('fast', 'f1', 'f2')
    await nextTurn()
    expect(started).to.deep.equal(['f1', 'f2', 'b1'])
    for (const name of ['f1', 'f2']) await end(name)
    expect(started).to.deep.equal(['f1', 'f2', 'b1', 'b2', 'b3'])
  })

  it('starts a job that waits for a clock beside a full lane, and leaves that lane as it is', async () => {
    const { add, started, end } = jobs(2)
    add('compute', 'c1', 'c2')
    add('wait', 'w1', 'w2', 'w3')
    await nextTurn()
    add('clock', 'clock')
    add('wait', 'w4')
    await nextTurn()
    expect(started).to.deep.equal(['c1', 'w1', 'w2', 'w3', 'clock'])
    await end('clock')
    expect(started).to.have.length(5)
    await end('w1')
    expect(started).to.deep.equal(['c1', 'w1', 'w2', 'w3', 'clock', 'w4'])
  })

  it('starts jobs of a lower rank before those that wait already', async () => {
    const inLane = lanes({ cores: 2 })
    const started = []
    const ends = []
    const job = (name) => () => {
      started.push(name)
      return new Promise((resolve) => ends.push(resolve))
    }
    for (const name of ['c1', 'c2', 'c3']) void inLane('compute', job(name), 1)
    void inLane('compute', job('build'), -1)
    await nextTurn()
    expect(started).to.deep.equal(['build', 'c1'])
    for (const end of ends) end()
    await nextTurn()
    expect(started).to.deep.equal(['build', 'c1', 'c2', 'c3'])
  })

  it('runs one job that computes, one with a browser, or two that wait, on less than a core', async () => {
    const { add, started, end } = jobs(0.7)
    add('compute', 'c1', 'c2')
    add('wait', 'w1', 'w2', 'w3')
    add('browser', 'b1', 'b2')
    await nextTurn()
    expect(started).to.deep.equal(['c1'])
    await end('c1')
    expect(started).to.deep.equal(['c1', 'c2'])
    await end('c2')
    expect(started).to.deep.equal(['c1', 'c2', 'w1', 'w2'])
    for (const name of ['w1', 'w2', 'w3', 'b1']) await end(name)
    expect(started.slice(4)).to.deep.equal(['w3', 'b1', 'b2'])
  })

  it('runs a job that measures times when no other one runs or waits, and none beside it', async () => {
    const { add, started, end } = jobs(2)
    add('alone', 'm1', 'm2')
    add('compute', 'c1', 'c2')
    add('clock', 'clock')
    await nextTurn()
    for (const name of ['c1', 'c2']) await end(name)
    expect(started).to.have.members(['c1', 'c2', 'clock'])
    await end('clock')
    expect(started.slice(3)).to.deep.equal(['m1'])
    add('wait', 'w1')
    await end('m1')
    expect(started.slice(4)).to.deep.equal(['w1'])
    await end('w1')
    expect(started.slice(5)).to.deep.equal(['m2'])
  })

  it('answers with what the work answers, and goes on after one that fails', async () => {
    const { add, ends, end } = jobs(2)
    const [failing] = add('compute', 'c1')
    const [last] = add('compute', 'c2')
    await nextTurn()
    ends.get('c1').reject(new Error('no'))
    expect(await failing.catch(({ message }) => message)).to.equal('no')
    await end('c2')
    expect(await last).to.equal('c2')
  })
})

describe('the shards of a suite', () => {
  const known = { a: 30, b: 20, c: 20, d: 10, e: 5, f: 5 }

  it('hold every file once and take about as long as each other', () => {
    expect(shardsOf(Object.keys(known), known)).to.deep.equal([['a'], ['b', 'd'], ['c', 'e', 'f']])
  })

  it('are at most as many as the suite may have', () => {
    expect(shardsOf(Object.keys(known), known, 2)).to.have.lengthOf(2)
  })

  it('are at least as many as the suite must have, each with a file', () => {
    expect(shardsOf(['d', 'e'], known, 8, 8)).to.deep.equal([['d'], ['e']])
  })

  it('rate a file that has not run yet by its size', () => {
    expect(shardsOf(['package.json', 'package-lock.json'], {})[0]).to.include('package-lock.json')
  })

  it('are one for a short suite, and none for one without files', () => {
    expect(shardsOf(['d', 'e'], known)).to.deep.equal([['d', 'e']])
    expect(shardsOf([], known)).to.deep.equal([])
  })
})
