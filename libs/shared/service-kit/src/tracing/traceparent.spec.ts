import { childTraceparent, isTraceparent, newTraceparent, traceIdOf } from './traceparent';

const parent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('a traceparent', () => {
  it('keeps its trace and its flags, and gets a new step', () => {
    const child = childTraceparent(parent);
    expect(traceIdOf(child)).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    expect(child).toMatch(/-01$/);
    expect(child).not.toBe(parent);
    expect(isTraceparent(child)).toBe(true);
  });

  it.each([undefined, '', 'ff-1', '00-00000000000000000000000000000000-00f067aa0ba902b7-01'])('that is %p begins a new trace', (text) => {
    expect(isTraceparent(text)).toBe(false);
    expect(isTraceparent(childTraceparent(text))).toBe(true);
  });

  it('is new each time', () => {
    expect(newTraceparent()).not.toBe(newTraceparent());
  });
});
