import { watch } from 'vue';
import { useKeptReading } from './kept-reading.js';
import { placesName, readPlaces } from './places.js';
import { usePhone } from './phone.js';

/** The places of the home county, as they lie on the phone. */
export function useKeptPlaces() {
  const { county } = usePhone();
  const reading = useKeptReading(
    () => placesName(county.value),
    () => readPlaces(county.value),
  );
  watch(county, reading.load);
  return reading;
}
