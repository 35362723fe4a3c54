import { useEffect, useRef, useState } from 'preact/hooks';
import { useDelayed } from './use-delayed';

/**
 * What somebody is still typing, and is told elsewhere, such as to the address, once it has rested for `pause`
 * milliseconds. When that place says something else, as after Back, it is shown here.
 */
export function useTyped<Value>(
  value: Value,
  pause: number,
  onSettled: (value: Value) => void,
): [Value, (value: Value) => void] {
  const [typed, setTyped] = useState(value);
  const settled = useDelayed(typed, pause);
  /** What both agreed on last. */
  const told = useRef(value);
  const same = (a: Value, b: Value): boolean => JSON.stringify(a) === JSON.stringify(b);
  useEffect(() => {
    if (same(settled, told.current)) return;
    told.current = settled;
    onSettled(settled);
  }, [settled]);
  useEffect(() => {
    if (same(value, told.current)) return;
    told.current = value;
    setTyped(value);
  }, [JSON.stringify(value)]);
  return [typed, setTyped];
}
