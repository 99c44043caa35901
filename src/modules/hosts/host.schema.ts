import { EntitySchema } from 'typeorm';

/** 主播: who presents. The platform's id lets orders name their host by themselves. */
export interface Host {
  id: string;
  merchantId: string;
  name: string;
  platformHostId: string | null;
  createdAt: Date;
  archivedAt: Date | null;
  revision: number;
}

export const HostSchema = new EntitySchema<Host>({
  name: 'host',
  columns: {
    id: { type: 'bigint', primary: true, generated: 'increment' },
    merchantId: { type: 'bigint', name: 'merchant_id' },
    name: { type: 'text' },
    platformHostId: { type: 'text', name: 'platform_host_id', nullable: true },
    createdAt: { type: 'timestamptz', name: 'created_at', createDate: true },
    archivedAt: { type: 'timestamptz', name: 'archived_at', nullable: true },
    revision: { type: 'int', default: 1 },
  },
});
