import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { JOB_CATALOGUE } from './job-catalogue.js';
import { JobWorker } from './job-worker.js';

/** A process that runs workers does not start unless every job of the catalogue has exactly one handler. */
@Injectable()
export class JobCompleteness implements OnApplicationBootstrap {
  constructor(private readonly discovery: DiscoveryService) {}

  onApplicationBootstrap(): void {
    const workers = this.discovery
      .getProviders()
      .map((wrapper): unknown => wrapper.instance)
      .filter((instance) => instance instanceof JobWorker);
    const handled = workers.flatMap((worker) => Object.keys(worker.handlers));
    const faults = Object.keys(JOB_CATALOGUE).filter((name) => handled.filter((other) => other === name).length !== 1);
    if (faults.length > 0) throw new Error(`These jobs do not have exactly one handler: ${faults.join(', ')}.`);
  }
}
