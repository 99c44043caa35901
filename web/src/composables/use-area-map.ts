import { shallowRef } from 'vue';
import { areaMaps, type AreaMap, type ReviewedMap } from '../api/area-map.js';

// The same for everybody and every question: read once while the program is open, and only when a picture is asked for.
const areaMap = shallowRef<AreaMap | null>(null);
const reviewed = shallowRef<ReviewedMap | null>(null);
const problem = shallowRef<unknown>(null);

async function read(needsBorders: boolean): Promise<void> {
  try {
    areaMap.value ??= await areaMaps.tiles();
    if (needsBorders && areaMap.value.reviewNumber !== null) reviewed.value ??= await areaMaps.boundaries();
    problem.value = null;
  } catch (error) {
    problem.value = error;
  }
}

export function useAreaMap() {
  return { areaMap, reviewed, problem, read };
}
