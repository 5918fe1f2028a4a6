import fc from 'fast-check'
import {
  arrowHead,
  begin,
  draw,
  EMPTY_DRAWING,
  extend,
  isVisible,
  redo,
  strokeFor,
  undo,
  type Shape,
} from '../../../adapters/inbound/web/src/picture/annotation.js'

const at = (x: number, y: number) => ({ x, y })
const box: Shape = { kind: 'box', from: at(0, 0), to: at(50, 50), colour: 'red' }
const text: Shape = { kind: 'text', at: at(1, 1), text: 'here', colour: 'blue' }

describe('annotation', () => {
  it('undoes and redoes one shape at a time', () => {
    const both = draw(draw(EMPTY_DRAWING, box), text)
    expect(undo(both)).to.deep.equal({ shapes: [box], undone: [text] })
    expect(redo(undo(both))).to.deep.equal(both)
    expect(undo(undo(undo(both))).shapes).to.deep.equal([])
    expect(redo(both)).to.equal(both)
  })

  it('clears the undone shapes when a new shape is drawn', () => {
    expect(draw(undo(draw(EMPTY_DRAWING, box)), text)).to.deep.equal({ shapes: [text], undone: [] })
  })

  it('extends a shape to the pointer', () => {
    const arrow = begin('arrow', 'red', at(1, 2))
    expect(arrow && extend(arrow, at(9, 9))).to.deep.equal({
      kind: 'arrow',
      from: at(1, 2),
      to: at(9, 9),
      colour: 'red',
    })
    const pen = begin('pen', 'red', at(1, 2))
    expect(pen && extend(pen, at(3, 4))).to.deep.equal({ kind: 'pen', points: [at(1, 2), at(3, 4)], colour: 'red' })
    expect(begin('text', 'red', at(1, 2))).to.equal(null)
  })

  it('hides shapes of a click without a drag and blank texts', () => {
    expect(isVisible({ ...box, to: at(1, 1) }, 4)).to.equal(false)
    expect(isVisible(box, 4)).to.equal(true)
    expect(isVisible({ kind: 'pen', points: [at(0, 0)], colour: 'red' }, 4)).to.equal(false)
    expect(isVisible({ ...text, text: '  ' }, 4)).to.equal(false)
  })

  it('scales the stroke width with the image size', () => {
    expect(strokeFor(200, 100)).to.equal(2)
    expect(strokeFor(1_440, 900)).to.equal(5)
    expect(strokeFor(1_170, 2_532)).to.equal(9)
  })

  it('draws arrow heads that are never longer than the arrow', () => {
    const point = fc.record({ x: fc.integer({ min: 0, max: 4_000 }), y: fc.integer({ min: 0, max: 4_000 }) })
    fc.assert(
      fc.property(point, point, fc.integer({ min: 2, max: 16 }), (from, to, stroke) => {
        const length = Math.hypot(to.x - from.x, to.y - from.y)
        for (const end of arrowHead(from, to, stroke))
          expect(Math.hypot(to.x - end.x, to.y - end.y)).to.be.at.most(length + 0.001)
      }),
    )
  })
})
