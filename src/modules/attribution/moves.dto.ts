import { ApiProperty } from '@nestjs/swagger';

/** One place in the books: whom lines count for, where that merchant is at home, where the lines come from. */
export class MovedCellDto {
  @ApiProperty({ example: '17' }) merchantId: string;
  @ApiProperty({ example: '140681' }) merchantDivisionCode: string;
  @ApiProperty({ type: String, nullable: true, description: 'null: no origin', example: '140681102201' }) originCode: string | null;
  @ApiProperty({ description: 'Fen' }) paidFen: number;
  @ApiProperty({ description: 'Fen' }) refundedFen: number;
  @ApiProperty({ description: 'Order lines' }) lines: number;
}

/** Against what is posted at this moment: of orders still being worked in, the whole shows as arriving. */
export class MovesDto {
  @ApiProperty({ description: 'Orders of which something moves' }) orders: number;
  @ApiProperty({ description: 'Order lines that leave where they count now' }) lines: number;
  @ApiProperty({ description: 'Their payments, fen' }) paidFen: number;
  @ApiProperty({ description: 'Their refunds, fen' }) refundedFen: number;
  @ApiProperty({ type: [MovedCellDto], description: 'What leaves, by where it counts now' }) from: MovedCellDto[];
  @ApiProperty({ type: [MovedCellDto], description: 'What arrives, by where it will count' }) to: MovedCellDto[];
}
