import { useEffect, useState } from 'preact/hooks';

/** A value that is still being changed, once it has stayed for `pause` milliseconds. */
export function useDelayed<Value>(value: Value, pause: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
