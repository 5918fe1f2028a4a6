import { makePlayback, type Playback } from '../../../adapters/inbound/web/src/recordings/playback.js'
import { castEvent, castHeader } from '../../../domain/recordings/cast.js'
import { readCast } from '../../../domain/recordings/read-cast.js'

describe('playing a recording', () => {
  let drawn: string[]
  let playback: Playback
  let time: number
  let frames: (() => void)[]
  beforeEach(() => {
    ;[drawn, time, frames] = [[], 0, []]
    const text = [
      castHeader({ size: { columns: 90, rows: 20 }, title: 'x', startedAt: 0 }),
      castEvent('output', 0, 'a'),
      castEvent('output', 100, 'b'),
      castEvent('resize', 100, '80x24'),
      castEvent('marker', 0, 'here'),
      castEvent('output', 100, 'c'),
      castEvent('output', 60_000, 'd'),
    ]
    const cast = readCast(text.join(''))
    if (cast === null) throw new Error('no recording')
    const screen = {
      clear: ({ columns, rows }: { columns: number; rows: number }) => (drawn = [`${String(columns)}x${String(rows)}`]),
      resize: ({ columns, rows }: { columns: number; rows: number }) =>
        drawn.push(`${String(columns)}x${String(rows)}`),
      write: (data: string) => drawn.push(data),
    }
    playback = makePlayback(cast, screen, {
      now: () => time,
      nextFrame: (draw) => {
        frames.push(draw)
        return () => (frames = frames.filter((one) => one !== draw))
      },
    })
  })
  const pass = (ms: number): void => {
    time += ms
    const due = frames
    frames = []
    for (const draw of due) draw()
  }

  it('begins with what was drawn at once, on a screen of its size', () => {
    expect(drawn).to.deep.equal(['90x20', 'a'])
  })

  it('draws up to a moment, from the start for an earlier one', () => {
    playback.seek(250)
    expect(drawn).to.deep.equal(['90x20', 'a', 'b', '80x24'])
    playback.seek(300)
    expect(drawn.at(-1)).to.equal('c')
    playback.seek(120)
    expect(drawn).to.deep.equal(['90x20', 'ab'])
    playback.seek(-5)
    expect(playback.position.value).to.equal(0)
    playback.seek(Infinity)
    expect(playback.position.value).to.equal(60_300)
  })

  it('plays in time, faster with a speed, and leaves long pauses out', () => {
    playback.play(2)
    pass(30)
    expect([playback.position.value, drawn.join(' ')]).to.deep.equal([60, '90x20 a'])
    pass(30)
    expect(drawn.join(' ')).to.equal('90x20 a b')
    pass(100)
    expect(drawn.join(' ')).to.equal('90x20 a b 80x24 c')
    pass(1)
    expect(playback.position.value).to.equal(56_300)
    pass(2_000)
    expect([playback.position.value, playback.isPlaying.value, frames.length]).to.deep.equal([60_300, false, 0])
    playback.play(1)
    expect(playback.position.value).to.equal(0)
  })

  it('stops where it is paused', () => {
    playback.play(1)
    pass(50)
    playback.pause()
    pass(500)
    expect([playback.position.value, playback.isPlaying.value]).to.deep.equal([50, false])
  })
})
